#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/find_signs.hpp"
#include "cuda/questions/regions/signs.hpp"

namespace census::regions {

/// Finds the signs of a layer's neurons at points of a cell where neuron j is 0. What a neuron that
/// does not cut the cell is there, it is in all of the cell.
/// @param forms the layer's, from neuron 0 on; only those that cut the cell matter
/// @param words of sets of its neurons
/// @param cell_signs what they do on the cell, word by word
/// @param signs [n]: those at point n
template <class Octet, int number, int dimension>
CENSUS_HD void find_new_signs(const Forms<dimension>& forms, int words, const CellSigns* cell_signs,
                              int j, const Vertex<dimension>* const (&points)[number],
                              const LayerSigns (&signs)[number]) {
  for (int w = 0; w < words; ++w) {
    const CellSigns& on_cell = cell_signs[w];
    const std::uint64_t own = w == j >> 6 ? std::uint64_t{1} << (j & 63) : 0;
    const std::uint64_t wanted = on_cell.cutting() & ~own;
    SignWord found[number] = {};
    if (wanted != 0) find_signs<Octet>(forms.from(64 * w), wanted, points, found);
    for (int n = 0; n < number; ++n) {
      signs[n][w] = {found[n].positive | on_cell.on(), found[n].negative | on_cell.off()};
    }
  }
}

}  // namespace census::regions
