#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// What 64 neurons of a layer do on a cell, by their signs at its vertices: a linear function is
/// positive inside exactly if it is nowhere negative at the vertices, and somewhere positive.
struct CellSigns {
  std::uint64_t positive = 0;  ///< somewhere
  std::uint64_t negative = 0;
  std::uint64_t certain = ~std::uint64_t{0};  ///< everywhere

  CENSUS_HD std::uint64_t cutting() const { return positive & negative; }
  CENSUS_HD std::uint64_t on() const { return positive & ~negative & certain; }
  CENSUS_HD std::uint64_t off() const { return negative & ~positive & certain; }
  /// Those of which not even that is certain.
  CENSUS_HD std::uint64_t unknown() const { return ~(cutting() | on() | off()); }
};

/// Returns what the neurons of word w do on a cell.
template <int dimension>
CENSUS_HD CellSigns signs_on(const Vertices<dimension>& vertices, Cell cell, int w) {
  CellSigns signs;
  for (int k = 0; k < cell.count; ++k) {
    const SignWord at = vertices.signs_at(cell.first + k)[w];
    signs.positive |= at.positive & ~at.negative;
    signs.negative |= at.negative & ~at.positive;
    signs.certain &= at.positive | at.negative;
  }
  return signs;
}

/// The signs of one neuron at the vertices of a cell: bit k stands for vertex k, and is set in
/// neither word where the pre-activation is 0.
struct NeuronSigns {
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;
  bool certain = true;
};

/// Returns the signs of neuron j at the vertices of a cell, at most max_vertices.
template <int dimension>
CENSUS_HD NeuronSigns signs_of(const Vertices<dimension>& vertices, Cell cell, int j) {
  NeuronSigns signs;
  for (int k = 0; k < cell.count; ++k) {
    const SignWord& at = vertices.signs_at(cell.first + k)[j / 64];
    const std::uint64_t positive = at.positive >> (j % 64) & 1;
    const std::uint64_t negative = at.negative >> (j % 64) & 1;
    signs.positive |= (positive & ~negative) << k;
    signs.negative |= (negative & ~positive) << k;
    signs.certain &= (positive | negative) != 0;
  }
  return signs;
}

}  // namespace census::regions
