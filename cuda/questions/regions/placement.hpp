#pragma once

#include <cmath>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/approximate.hpp"
#include "cuda/questions/regions/point.hpp"

namespace census::regions {

/// Returns x - y, rounded, with the magnitude of what rounding takes away, exactly (Knuth, The Art
/// of Computer Programming, volume 2, section 4.2.2, theorem B).
CENSUS_HD inline Approximate difference(double x, double y) {
  const double value = x - y;
  const double rounded_y = x - value;
  const double rounded_x = value + rounded_y;
  return {value, std::fabs((x - rounded_x) - (y - rounded_y))};
}

/// Returns coordinate k of the vector number `which` = 0, 1 that spans a domain through given
/// points: the way from the first point to point number which + 1.
CENSUS_HD inline Approximate given_direction(const GivenPoints& points, int which, int k) {
  const double* const coordinates = points.values + k * points.points;
  return difference(coordinates[which + 1], coordinates[0]);
}

/// Returns coordinate k of the first of the given points, the domain's origin.
CENSUS_HD inline double given_origin(const GivenPoints& points, int k) {
  return points.values[k * points.points];
}

}  // namespace census::regions
