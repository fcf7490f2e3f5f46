#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// What 64 neurons of a layer do on a cell, by their signs at its vertices: a linear function is
/// positive inside exactly if it is nowhere negative at the vertices, and somewhere positive.
struct CellSigns {
  std::uint64_t positive = 0;  ///< somewhere, perhaps; not where it is exactly 0
  std::uint64_t negative = 0;
  std::uint64_t uncertain = 0;  ///< somewhere

  /// Adds a vertex of the cell. With 0 for `within` nothing changes, otherwise it is ~0.
  CENSUS_HD void add(const SignWord& at, std::uint64_t within = ~std::uint64_t{0}) {
    positive |= at.positive & within;
    negative |= at.negative & within;
    uncertain |= at.uncertain() & within;
  }

  CENSUS_HD std::uint64_t cutting() const { return positive & negative & ~uncertain; }
  CENSUS_HD std::uint64_t on() const { return positive & ~negative; }
  CENSUS_HD std::uint64_t off() const { return negative & ~positive; }
  /// Those that cut the cell, are on or are off.
  CENSUS_HD std::uint64_t settled() const { return (positive | negative) & ~uncertain; }
};

/// Returns what the neurons of word w of the layer that divides a cell do on it.
template <int dimension>
CENSUS_HD CellSigns signs_on(const Vertices<dimension>& vertices, const Cell& cell, int w) {
  const Corner* const corners = vertices.corners + cell.first;
  const SignWord* const signs = vertices.signs_of(cell.layer, w);
  CellSigns on_cell;
  for (int k = 0; k < cell.count; ++k) on_cell.add(signs[corners[k].vertex]);
  return on_cell;
}

/// The signs that one neuron may have at the corners of a cell: bit k stands for corner k, and is
/// set in neither word where the pre-activation is 0.
struct NeuronSigns {
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;

  CENSUS_HD bool certain() const { return (positive & negative) == 0; }
  /// Returns the signs of the neuron or, if so asked, of its negative; without a branch.
  CENSUS_HD NeuronSigns negated(bool is_negated) const {
    const std::uint64_t changes =
        (positive ^ negative) & (0 - static_cast<std::uint64_t>(is_negated));
    return {positive ^ changes, negative ^ changes};
  }
};

/// Returns the signs of neuron j of the layer that divides a cell at its corners, at most
/// max_vertices.
template <int dimension>
CENSUS_HD NeuronSigns signs_of(const Vertices<dimension>& vertices, const Cell& cell, int j) {
  const Corner* const corners = vertices.corners + cell.first;
  const SignWord* const signs = vertices.signs_of(cell.layer, j >> 6);
  const int bit = j & 63;
  NeuronSigns found;
  for (int k = 0; k < cell.count; ++k) {
    const SignWord& at = signs[corners[k].vertex];
    found.positive |= (at.positive >> bit & 1) << k;
    found.negative |= (at.negative >> bit & 1) << k;
  }
  return found;
}

/// What neurons do on the two cells that a neuron divides a cell into.
struct DividedSigns {
  CellSigns negative;  ///< where its signed form is negative
  CellSigns positive;  ///< and positive
};

/// Returns what the neurons of word w do on the parts of a cell, by its own vertices.
/// @param signs of the signed form of the neuron that divides it
template <int dimension>
CENSUS_HD DividedSigns divide_signs(const Vertices<dimension>& vertices, const Cell& cell, int w,
                                    const NeuronSigns& signs) {
  const Corner* const corners = vertices.corners + cell.first;
  const SignWord* const words = vertices.signs_of(cell.layer, w);
  DividedSigns parts;
  for (int k = 0; k < cell.count; ++k) {
    const SignWord& at = words[corners[k].vertex];
    parts.negative.add(at, (signs.positive >> k & 1) - 1);
    parts.positive.add(at, (signs.negative >> k & 1) - 1);
  }
  return parts;
}

}  // namespace census::regions
