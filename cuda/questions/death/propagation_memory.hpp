#pragma once

#include <cstddef>

#include "cuda/portability.hpp"
#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/questions/death/point.hpp"

namespace census::death {

/// The memory of a propagation: numbers of 4 bytes, in this order, each part a multiple of 64
/// bytes.
struct PropagationMemory {
  std::size_t stride;      ///< of a row of numbers, one for each point
  std::size_t parameters;  ///< numbers of LayerParameters
  std::size_t rows;        ///< outputs of layers, and the data scaled where layers read it

  /// Rows do not follow each other at powers of two, where they would share lines of a cache.
  CENSUS_HD PropagationMemory(const Point& point, int points)
      : stride((static_cast<std::size_t>(points) + 15) / 16 * 16 + 16) {
    const Architecture& architecture = point.architecture;
    parameters = (LayerParameters<NoWords>::memory_size(architecture) + 15) / 16 * 16;
    std::size_t widest = 0;
    for (int layer = 0; layer < architecture.depth; ++layer) {
      widest = architecture.widths[layer] > widest ? architecture.widths[layer] : widest;
    }
    rows = 2 * widest;
    if (architecture.feature == Feature::dense) {
      rows = static_cast<std::size_t>(architecture.first_neuron(architecture.depth));
    } else if (architecture.feature == Feature::skip) {
      rows += static_cast<std::size_t>(architecture.input_dimension);
    }
  }

  static constexpr std::size_t totals = 16;
  static constexpr std::size_t point_rows =
      7;  ///< living, best, least, size, scale, data, exponent

  CENSUS_HD std::size_t bytes() const {
    return 4 * (totals + parameters + (point_rows + rows) * stride);
  }

 private:
  /// The sizes do not depend on where words come from.
  struct NoWords {
    static constexpr int lanes = 1;
  };
};

}  // namespace census::death
