#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/find_signs.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/signs.hpp"

namespace census::regions {

/// The signs of all neurons of a layer at a vertex.
struct LayerSigns {
  SignWord word[words_of(max_width)];

  CENSUS_HD void set_zero() {
    for (SignWord& each : word) each = {~std::uint64_t{0}, ~std::uint64_t{0}};
  }
};

/// Finds the signs of a layer's neurons at points of a cell where neuron j is 0. What a neuron that
/// does not cut the cell is there, it is in all of the cell.
/// @param forms the layer's, from neuron 0 on
/// @param cell_signs what its neurons do on the cell, word by word
template <class Octet, int number, int dimension>
CENSUS_HD void find_new_signs(const Forms<dimension>& forms, int neurons,
                              const CellSigns* cell_signs, int j,
                              const Vertex<dimension>* const (&points)[number],
                              LayerSigns (&signs)[number]) {
  for (int w = 0; w < words_of(neurons); ++w) {
    const CellSigns& on_cell = cell_signs[w];
    const std::uint64_t own = w == j / 64 ? std::uint64_t{1} << j % 64 : 0;
    const std::uint64_t wanted = on_cell.cutting() & ~own & neurons_of_word(neurons, w);
    SignWord found[number] = {};
    if (wanted != 0) find_signs<Octet>(forms.from(64 * w), wanted, points, found);
    for (int n = 0; n < number; ++n) {
      signs[n].word[w] = {found[n].positive | on_cell.on() | own,
                          found[n].negative | on_cell.off() | own};
    }
  }
}

}  // namespace census::regions
