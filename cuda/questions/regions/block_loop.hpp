#pragma once

#include "cuda/portability.hpp"

namespace census::regions {

/// Neurons are dealt with in blocks of this many, so that loops over a block have no remainder.
inline constexpr int block_size = 8;

/// Returns the number of entries of whole blocks that hold `count`.
CENSUS_HD constexpr int padded(int count) {
  return (count + block_size - 1) / block_size * block_size;
}

/// Stands before a loop over a block. g++ unrolls so short a loop before it looks for vectors, and
/// then finds none: unrolling by 1 leaves the loop to the vectoriser.
#if defined(__GNUC__) && !defined(__clang__) && !defined(__CUDACC__)
#define CENSUS_BLOCK_LOOP _Pragma("GCC unroll 1")
#else
#define CENSUS_BLOCK_LOOP
#endif

}  // namespace census::regions
