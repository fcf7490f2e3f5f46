#pragma once

#include <cstdint>

#include "cuda/random/law.hpp"

namespace census::drawing {

/// What costs at least as much as any question that looks at all parameters of a network: to draw
/// them, and add them up. The measure of every rate.
struct Point {
  int parameters = 1;  ///< of a network, at least 1
  Law law;             ///< of each of them
  std::uint64_t key = 0;

  friend bool operator==(const Point&, const Point&) = default;
};

}  // namespace census::drawing
