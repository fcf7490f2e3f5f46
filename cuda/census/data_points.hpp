#pragma once

#include <cstdint>

namespace census {

/// A data set that lives in the memory of the device that reads it; the view holds no more than the
/// pointer. Coordinate k of point p is values[k * points + p], so that neighbouring lanes read
/// neighbouring numbers. Every coordinate is 0 or between 2^-32 and 2^32 in magnitude.
struct DataPoints {
  const float* values = nullptr;
  int points = 0;
  int dimension = 0;
};

}  // namespace census
