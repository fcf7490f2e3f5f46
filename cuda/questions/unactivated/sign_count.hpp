#pragma once

#include <cstdint>

#include "cuda/portability.hpp"

namespace census::unactivated {

/// How many of a network's sign patterns are unactivated, and how many degenerate: f <= 0
/// everywhere with an exact tie.
struct SignCount {
  std::uint64_t unactivated = 0;
  std::uint64_t degenerate = 0;
  bool settled = true;  ///< false when rounding could change the counts, which then mean nothing

  friend bool operator==(const SignCount&, const SignCount&) = default;
};

CENSUS_HD inline bool is_settled(const SignCount& count) { return count.settled; }

}  // namespace census::unactivated
