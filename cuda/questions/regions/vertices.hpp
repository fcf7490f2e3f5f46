#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/vertex.hpp"

namespace census::regions {

/// A corner of a cell: which vertex it is, and how the cell's boundary goes on.
struct Corner {
  int vertex;
  int edge;  ///< planes: the signed form, positive inside, of the edge that begins here; lines: the
             ///< signed form that is 0 here
};

/// The signs that 64 neurons of a layer may have at a vertex: neuron j's pre-activation is exactly
/// 0 where bit j of neither word is set, and uncertain where it is set in both. Bits that stand for
/// no neuron are not set.
struct SignWord {
  std::uint64_t positive;
  std::uint64_t negative;

  CENSUS_HD std::uint64_t uncertain() const { return positive & negative; }
};

/// Returns how many words of 64 bits hold one bit for each neuron.
CENSUS_HD constexpr int words_of(int neurons) { return (neurons + 63) >> 6; }

/// Whether all sets of a network's inputs, or of the neurons of one of its layers, have one word:
/// then there are no loops over words.
enum class SetSize : std::uint8_t { one_word, any };

/// Returns how many words a set of so many neurons has, in networks whose sets are of that size.
template <SetSize sets>
CENSUS_HD constexpr int words_of(int neurons) {
  return sets == SetSize::one_word ? 1 : words_of(neurons);
}

/// Returns the bits of word w that stand for neurons of a layer.
CENSUS_HD constexpr std::uint64_t neurons_of_word(int width, int w) {
  return width >= 64 * (w + 1) ? ~std::uint64_t{0} : (std::uint64_t{1} << (width - 64 * w)) - 1;
}

/// The signs of all neurons of a layer at a vertex, 64 in every stride-th entry.
struct LayerSigns {
  SignWord* first;
  int stride;

  CENSUS_HD SignWord& operator[](int w) const { return first[w * stride]; }

  /// Writes that neuron j is exactly 0.
  CENSUS_HD void set_zero(int j) const {
    const std::uint64_t others = ~(std::uint64_t{1} << (j & 63));
    (*this)[j >> 6].positive &= others;
    (*this)[j >> 6].negative &= others;
  }
};

/// The vertices of all cells that wait and of the one at hand, and the lists of the cells' corners.
/// Cells beside each other share vertices. Pre-activations are continuous, so that their signs at a
/// vertex are the same in all cells around it, and those found in one hold in the others.
template <int dimension>
struct Vertices {
  Vertex<dimension>* points;
  std::uint32_t* known;  ///< [vertex]: set of the layers whose signs there were found
  SignWord* signs;       ///< word w of layer l at vertex v at [l stride + w capacity + v]
  Corner* corners;       ///< one cell after the other
  int capacity;          ///< number of vertices there is room for
  int corner_capacity;   ///< and of corners
  int stride;            ///< from the signs of one layer to those of the next

  /// Returns word w of a layer's signs, that at vertex v at [v].
  CENSUS_HD SignWord* signs_of(int layer, int w) const {
    return signs + layer * stride + w * capacity;
  }
  CENSUS_HD LayerSigns signs_at(int layer, int vertex) const {
    return {signs_of(layer, 0) + vertex, capacity};
  }

  CENSUS_HD const Corner& corner(const Cell& cell, int k) const { return corners[cell.first + k]; }
  CENSUS_HD const Vertex<dimension>& vertex(const Cell& cell, int k) const {
    return points[corner(cell, k).vertex];
  }

  CENSUS_HD bool knows(int layer, int vertex) const { return (known[vertex] >> layer & 1) != 0; }
  static_assert(max_depth <= 32, "layers are bits of `known`");
};

}  // namespace census::regions
