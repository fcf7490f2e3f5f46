#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"

namespace census {

/// The smaller of a tail probability T = (m + 1/2) / 2^31 and its complement v = 1 - T, and which
/// of the two it is.
struct SignedTail {
  float smaller;         ///< min(T, v) in (0, 1/2]
  std::int32_t central;  ///< all bits set where that is v, none where it is T
};

/// Returns the smaller side of the tail probability that m in [0, 2^31) names. The odd integer
/// 2 m + 1, read as a signed 32-bit one, is 2^32 T where T < 1/2 and -2^32 v elsewhere, so that a
/// single conversion, with relative error at most 2^-24, serves both sides.
CENSUS_HD inline SignedTail signed_tail(std::uint32_t m) {
  const auto odd = static_cast<std::int32_t>(2U * m + 1U);
  return {std::fabs(static_cast<float>(odd) * 0x1p-32F), odd >> 31};
}

/// Returns `chosen` where all bits of `mask` are set and `other` where none is. On bits, because a
/// conditional expression lets the compiler move the work for each side into a branch, which then
/// keeps the loop around it from being vectorised.
CENSUS_HD inline float select(std::int32_t mask, float chosen, float other) {
  const auto chosen_bits = std::bit_cast<std::int32_t>(chosen);
  const auto other_bits = std::bit_cast<std::int32_t>(other);
  return std::bit_cast<float>((chosen_bits & mask) | (other_bits & ~mask));
}

}  // namespace census
