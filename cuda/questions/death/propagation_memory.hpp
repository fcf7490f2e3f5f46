#pragma once

#include <cstddef>

#include "cuda/portability.hpp"
#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/questions/death/padded_data.hpp"
#include "cuda/questions/death/point.hpp"

namespace census::death {

/// The memory of a propagation: numbers of 4 bytes, in this order, each part a multiple of 64
/// bytes.
struct PropagationMemory {
  std::size_t stride;      ///< of a row of numbers, one for each point
  std::size_t parameters;  ///< numbers of LayerParameters
  std::size_t data_rows;   ///< a copy of the data: scaled where layers read it, padded where needed
  std::size_t widest = 0;  ///< the greatest width
  std::size_t rows;        ///< of outputs

  CENSUS_HD PropagationMemory(const Point& point, int points) : stride(padded_stride(points)) {
    const Architecture& architecture = point.architecture;
    parameters = (LayerParameters<NoWords>::memory_size(architecture) + 15) / 16 * 16;
    for (int layer = 0; layer < architecture.depth; ++layer) {
      widest = architecture.widths[layer] > widest ? architecture.widths[layer] : widest;
    }
    const bool dense = architecture.feature == Feature::dense;
    rows = dense ? static_cast<std::size_t>(architecture.first_neuron(architecture.depth))
                 : 2 * widest;
    const bool copies = architecture.feature == Feature::skip || !is_padded(points);
    data_rows = copies ? static_cast<std::size_t>(architecture.input_dimension) : 0;
  }

  static constexpr std::size_t totals = 16;
  static constexpr std::size_t point_rows =
      7;  ///< living, best, least, size, scale, data, exponent

  CENSUS_HD std::size_t bytes() const {
    return 4 * (totals + parameters + (point_rows + data_rows + rows) * stride);
  }

 private:
  /// The sizes do not depend on where words come from.
  struct NoWords {
    static constexpr int lanes = 1;
  };
};

}  // namespace census::death
