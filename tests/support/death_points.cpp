#include "tests/support/death_points.hpp"

#include <cmath>
#include <cstring>
#include <random>

namespace census::testing {

std::vector<std::vector<double>> DataSet::rows() const {
  std::vector<std::vector<double>> result(static_cast<std::size_t>(points));
  for (std::size_t p = 0; p < result.size(); ++p) {
    for (std::size_t k = 0; k < static_cast<std::size_t>(dimension); ++k) {
      result[p].push_back(values[k * result.size() + p]);
    }
  }
  return result;
}

DataSet gaussian_data(int points, int dimension, std::uint64_t seed) {
  std::mt19937_64 rng(seed);
  std::normal_distribution<float> normal;
  DataSet data{{}, points, dimension};
  for (int i = 0; i < points * dimension; ++i) data.values.push_back(normal(rng));
  return data;
}

death::Point he_normal(int input_dimension, const std::vector<int>& widths, float bias_scale,
                       death::Feature feature) {
  death::Point point;
  death::Architecture& shape = point.architecture;
  shape.input_dimension = input_dimension;
  shape.feature = feature;
  shape.depth = static_cast<int>(widths.size());
  for (int layer = 0; layer < shape.depth; ++layer) {
    shape.widths[layer] = static_cast<std::uint16_t>(widths[static_cast<std::size_t>(layer)]);
    point.weight_scales[layer] = std::sqrt(2.0F / static_cast<float>(shape.fan_in(layer)));
    point.bias_scales[layer] = bias_scale;
  }
  point.key = 20241206;
  return point;
}

Workspace::Workspace(std::size_t bytes) : memory_(::operator new (bytes, std::align_val_t{64})) {
  std::memset(memory_.get(), 0x7f, bytes);
}

LivingRatio living_ratio(const death::CounterLayout& layout,
                         const std::vector<std::uint64_t>& counters) {
  const auto networks = static_cast<double>(counters[0]);
  double sum = 0;
  double squares = 0;
  int least = layout.points;
  for (int living = layout.points; living >= 0; --living) {
    const std::uint64_t count = counters[static_cast<std::size_t>(layout.living_points(living))];
    const double ratio = static_cast<double>(living) / layout.points;
    sum += ratio * static_cast<double>(count);
    squares += ratio * ratio * static_cast<double>(count);
    if (count > 0) least = living;
  }
  const double mean = sum / networks;
  return {mean, static_cast<double>(least) / layout.points,
          1 - static_cast<double>(counters[1]) / networks, squares / networks - mean * mean};
}

}  // namespace census::testing
