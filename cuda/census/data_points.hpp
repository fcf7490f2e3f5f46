#pragma once

#include <memory>
#include <vector>

namespace census {

/// A data set that lives in the memory of the device that reads it; the view holds no more than the
/// pointer. Coordinate k of point p is values[k * points + p], so that neighbouring lanes read
/// neighbouring numbers. Every coordinate is 0 or between 2^-32 and 2^32 in magnitude.
template <class Number>
struct DataPointsOf {
  const Number* values = nullptr;
  int points = 0;
  int dimension = 0;
};

/// A data set on the host, in the same layout.
template <class Number>
struct DataSetOf {
  std::vector<Number> values;
  int points = 0;
  int dimension = 0;

  DataPointsOf<Number> view() const { return {values.data(), points, dimension}; }
};

using DataPoints = DataPointsOf<float>;
using DataSet = DataSetOf<float>;

/// One point of a question about data.
template <class Point, class Number = float>
struct OnData {
  Point point;
  std::shared_ptr<const DataSetOf<Number>> data;
};

}  // namespace census
