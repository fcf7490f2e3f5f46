#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/vertex.hpp"

namespace census::regions {

/// A vertex of a cell.
template <int dimension>
struct Corner {
  Vertex<dimension> vertex;
  int edge;  ///< planes: the signed form, positive inside, of the edge that begins here; lines: the
             ///< signed form that is 0 here
};

/// The signs of 64 neurons of a layer at a vertex: bit j of both words is set where neuron j's
/// pre-activation is exactly 0, and of neither where its sign is uncertain.
struct SignWord {
  std::uint64_t positive;
  std::uint64_t negative;
};

/// Returns how many words of 64 bits hold one bit for each neuron.
CENSUS_HD constexpr int words_of(int neurons) { return (neurons + 63) / 64; }

/// Returns the bits of word w that stand for neurons of a layer.
CENSUS_HD constexpr std::uint64_t neurons_of_word(int width, int w) {
  return width >= 64 * (w + 1) ? ~std::uint64_t{0} : (std::uint64_t{1} << (width - 64 * w)) - 1;
}

/// Writes that neuron j is exactly 0 at a vertex.
CENSUS_HD inline void set_zero(SignWord* signs, int j) {
  const std::uint64_t bit = std::uint64_t{1} << (j % 64);
  signs[j / 64].positive |= bit;
  signs[j / 64].negative |= bit;
}

/// The vertices of all cells that wait, one cell after the other, and the signs there of the layer
/// that divides the cell.
template <int dimension>
struct Vertices {
  Corner<dimension>* corners;
  SignWord* signs;
  int words;  ///< of each vertex

  CENSUS_HD SignWord* signs_at(int vertex) const { return signs + vertex * words; }

  CENSUS_HD void copy(int from, int to) const {
    corners[to] = corners[from];
    for (int w = 0; w < words; ++w) signs_at(to)[w] = signs_at(from)[w];
  }

  CENSUS_HD void put(int at, const Vertex<dimension>& vertex, int edge) const {
    corners[at] = {vertex, edge};
  }

  CENSUS_HD void put(int at, const Vertex<dimension>& vertex, int edge,
                     const SignWord* vertex_signs) const {
    put(at, vertex, edge);
    for (int w = 0; w < words; ++w) signs_at(at)[w] = vertex_signs[w];
  }
};

}  // namespace census::regions
