#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/questions/death/layer_products.hpp"

namespace census::death {

/// Added to every variance, as is usual (Ioffe, Szegedy, Batch normalization, 2015).
inline constexpr float variance_offset = 1e-5F;

namespace detail {

/// How many partial sums a sum over the data is made of: point p belongs to partial sum p mod 32.
inline constexpr int partial_sums = 32;

/// Returns the sum of term(x_p) over the points: the partial sums with p increasing, then their sum
/// in order. The same bits on every machine, and a loop over vectors on a processor.
template <class Term>
CENSUS_HD float sum_over_points(const float* row, int points, Term term) {
  float partial[partial_sums] = {};
  const int whole = points / partial_sums * partial_sums;
  for (int begin = 0; begin < whole; begin += partial_sums) {
    for (int j = 0; j < partial_sums; ++j) partial[j] += term(row[begin + j]);
  }
  for (int p = whole; p < points; ++p) partial[p - whole] += term(row[p]);
  float sum = 0.0F;
  for (int j = 0; j < partial_sums; ++j) sum += partial[j];
  return sum;
}

CENSUS_HD inline bool is_constant(const float* row, int points) {
  std::uint32_t differ = 0;
  for (int p = 1; p < points; ++p) differ |= row[p] != row[0] ? 1U : 0U;
  return differ == 0;
}

}  // namespace detail

/// Gives each row z_i, i < width, mean 0 and variance 1 over all data points: z - mean divided by
/// the root of variance + variance_offset, gain 1 and offset 0 as at initialisation. A row that is
/// constant becomes 0, and its neuron inactive. Each lane takes whole rows.
template <class Team>
CENSUS_HD void batch_normalise(Rows rows, int width, int points, const Team& team) {
  const auto count = static_cast<float>(points);
  for (int i = team.rank(); i < width; i += team.size()) {
    float* const row = rows.row(i);
    const float mean = detail::sum_over_points(row, points, [](float z) { return z; }) / count;
    const float variance =
        detail::sum_over_points(row, points, [mean](float z) { return (z - mean) * (z - mean); }) /
        count;
    const float inverse = 1.0F / std::sqrt(variance + variance_offset);
    // The mean of equal numbers is rounded, and may be none of them.
    const float factor = detail::is_constant(row, points) ? 0.0F : inverse;
    for (int p = 0; p < points; ++p) row[p] = (row[p] - mean) * factor;
  }
}

}  // namespace census::death
