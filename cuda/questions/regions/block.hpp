#pragma once

#include "cuda/portability.hpp"

namespace census::regions {

/// Neurons are dealt with in blocks of this many, so that vectors of them have no remainder.
inline constexpr int block_size = 8;

/// Returns the number of entries of whole blocks that hold `count`.
CENSUS_HD constexpr int padded(int count) {
  return (count + block_size - 1) / block_size * block_size;
}

}  // namespace census::regions
