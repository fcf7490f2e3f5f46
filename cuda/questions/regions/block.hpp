#pragma once

#include "cuda/portability.hpp"

namespace census::regions {

/// Neurons are dealt with in blocks of this many, so that vectors of them have no remainder.
inline constexpr int block_size = 8;

/// Returns the number of entries of pairs of blocks, the largest vectors, that hold `count`.
CENSUS_HD constexpr int padded(int count) {
  return (count + 2 * block_size - 1) & ~(2 * block_size - 1);
}

/// Returns the number of blocks that hold `count`.
CENSUS_HD constexpr int blocks_of(int count) { return (count + block_size - 1) >> 3; }
static_assert(block_size == 1 << 3);

}  // namespace census::regions
