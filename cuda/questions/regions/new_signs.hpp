#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/find_signs.hpp"
#include "cuda/questions/regions/signs.hpp"

namespace census::regions {

/// Finds the signs of a layer's neurons at points of a cell where neuron j is 0. What a neuron that
/// does not cut the cell is there, it is in all of the cell.
/// @param forms the layer's, from neuron 0 on; only those that cut the cell matter
/// @param cell_signs what its neurons do on the cell, word by word
/// @param signs [n]: those at point n
template <class Octet, int number, int dimension>
CENSUS_HD void find_new_signs(const Forms<dimension>& forms, int neurons,
                              const CellSigns* cell_signs, int j,
                              const Vertex<dimension>* const (&points)[number],
                              const LayerSigns (&signs)[number]) {
  for (int w = 0; w < words_of(neurons); ++w) {
    const CellSigns& on_cell = cell_signs[w];
    const std::uint64_t own = w == j >> 6 ? std::uint64_t{1} << (j & 63) : 0;
    const std::uint64_t cutting = on_cell.cutting() & neurons_of_word(neurons, w);
    SignWord found[number] = {};
    if ((cutting & ~own) != 0) find_signs<Octet>(forms.from(64 * w), cutting & ~own, points, found);
    for (int n = 0; n < number; ++n) {
      signs[n][w] = {(found[n].positive & cutting) | on_cell.on() | own,
                     (found[n].negative & cutting) | on_cell.off() | own};
    }
  }
}

}  // namespace census::regions
