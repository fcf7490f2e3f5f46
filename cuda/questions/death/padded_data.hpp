#pragma once

#include <cstddef>

#include "cuda/census/data_points.hpp"
#include "cuda/questions/death/layer_products.hpp"

namespace census::death {

/// Returns the end of the last whole block.
CENSUS_HD constexpr int padded_end(int points) {
  return (points + padded_points - 1) / padded_points * padded_points;
}

/// Returns the stride of rows that have room for a number at each point and for whole blocks. Rows
/// do not follow each other at powers of two, where they would share lines of a cache.
CENSUS_HD constexpr std::size_t padded_stride(int points) {
  return static_cast<std::size_t>(padded_end(points)) + 16;
}

/// Whether the rows of a data set can be read in whole blocks.
CENSUS_HD constexpr bool is_padded(int points) { return points % padded_points == 0; }

CENSUS_HD inline ConstRows rows_of(const DataPoints& data) {
  return {data.values, static_cast<std::size_t>(data.points)};
}

/// Copies a data set into rows of its own, with zeros behind the last point.
template <class Team>
CENSUS_HD void copy_data(const DataPoints& data, Rows copy, const Team& team) {
  for (int k = 0; k < data.dimension; ++k) {
    const float* const from = rows_of(data).row(k);
    float* const to = copy.row(k);
    CENSUS_INDEPENDENT
    for (int p = team.rank(); p < data.points; p += team.size()) to[p] = from[p];
    const int end = padded_end(data.points);
    for (int p = data.points + team.rank(); p < end; p += team.size()) to[p] = 0.0F;
  }
}

}  // namespace census::death
