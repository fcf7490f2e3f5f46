#pragma once

#include <bit>
#include <cstdint>

#include "cuda/portability.hpp"

namespace census {

/// Bit operations for host and device. The functions of <bit> compile for the device under
/// --expt-relaxed-constexpr, but what nvcc 13 makes of libstdc++'s is an undefined value, without a
/// warning; the intrinsics are what it means by them.

/// Returns how many bits of `word` are 1.
CENSUS_HD inline int count_ones(std::uint64_t word) {
#if defined(__CUDA_ARCH__)
  return __popcll(word);
#else
  return std::popcount(word);
#endif
}

/// Returns the position of the lowest 1 of a word that is not 0.
CENSUS_HD inline int lowest_one(std::uint64_t word) {
#if defined(__CUDA_ARCH__)
  return __ffsll(static_cast<long long>(word)) - 1;
#else
  return std::countr_zero(word);
#endif
}

/// Returns the position of the highest 1 of a word that is not 0.
CENSUS_HD inline int highest_one(std::uint64_t word) {
#if defined(__CUDA_ARCH__)
  return 63 - __clzll(static_cast<long long>(word));
#else
  return 63 - std::countl_zero(word);
#endif
}

}  // namespace census
