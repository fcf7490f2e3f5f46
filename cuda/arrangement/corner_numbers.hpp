#pragma once

#include <cstdint>

#include "cuda/portability.hpp"

namespace census {

/// Returns C(n, k) for n <= 64 and k <= 8, where nothing comes near 2^64. Each step is exact: the
/// product of k consecutive integers is a multiple of k!.
CENSUS_HD inline std::uint64_t binomial(int n, int k) {
  if (k < 0 || k > n) return 0;
  std::uint64_t value = 1;
  for (int i = 1; i <= k; ++i) {
    value = value * static_cast<std::uint64_t>(n - k + i) / static_cast<std::uint64_t>(i);
  }
  return value;
}

/// The extreme rays of the homogenised arrangement of n1 hyperplanes in general position in R^n0:
/// its corners.
struct CornerNumbers {
  std::uint64_t rays = 0;      ///< 2 C(n1, n0 - 1): both directions along n0 - 1 rows
  std::uint64_t vertices = 0;  ///< C(n1, n0): solutions of n0 of the n1 rows

  CENSUS_HD std::uint64_t all() const { return rays + vertices; }
};

/// Returns how many corners there are; none for n1 < n0, when no row subset cuts out a point.
CENSUS_HD inline CornerNumbers corner_numbers(int input_dimension, int rows) {
  if (rows < input_dimension) return {};
  return {2 * binomial(rows, input_dimension - 1), binomial(rows, input_dimension)};
}

}  // namespace census
