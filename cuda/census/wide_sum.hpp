#pragma once

#include <cstdint>

#include "cuda/census/tally.hpp"
#include "cuda/portability.hpp"

namespace census {

/// 128-bit products, which every compiler that this program is built with has.
__extension__ using Wide = unsigned __int128;

/// A sum of non-negative integers below 2^128 each, exact up to 2^192: squares of 62-bit counts
/// over all 2^64 ids.
struct WideSum {
  Wide low = 0;
  std::uint64_t high = 0;

  CENSUS_HD void add(Wide term) {
    low += term;
    if (low < term) ++high;
  }

  CENSUS_HD void merge(const WideSum& other) {
    add(other.low);
    high += other.high;
  }
};

inline Integer to_integer(const WideSum& sum) {
  Integer value = sum.high;
  value = (value << 64) + static_cast<std::uint64_t>(sum.low >> 64);
  return (value << 64) + static_cast<std::uint64_t>(sum.low);
}

}  // namespace census
