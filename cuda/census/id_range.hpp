#pragma once

#include <cstdint>

namespace census {

/// The network ids first, first + 1, ..., first + count - 1. `first + count` must not exceed 2^64
/// - 1.
struct IdRange {
  std::uint64_t first = 0;
  std::uint64_t count = 0;

  friend bool operator==(const IdRange&, const IdRange&) = default;
};

}  // namespace census
