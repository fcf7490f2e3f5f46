#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/find_signs.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// Lists those of the vertices of the cell at hand where the signs of the layer that divides it are
/// not known, and notes that they will be. One lane does.
template <int dimension>
CENSUS_HD void list_unknown(const Workspace<dimension>& workspace) {
  const Vertices<dimension>& vertices = workspace.vertices;
  const Cell cell = workspace.shared->cell;
  const Corner* const corners = vertices.corners + cell.first;
  int* const unknown = workspace.unknown;
  int count = 0;
  for (int k = 0; k < cell.count; ++k) {
    std::uint32_t& known = vertices.known[corners[k].vertex];
    unknown[count] = corners[k].vertex;
    count += static_cast<int>(~known >> cell.layer & 1);
    known |= std::uint32_t{1} << cell.layer;
  }
  // Signs are found at two vertices at a time, at the last one of an odd number twice.
  if (count > 0) unknown[count] = unknown[count - 1];
  workspace.shared->entry.unknown = count;
}

/// Writes the signs of `blocks` blocks of neurons, 1 or 8, of the layer that divides the cell at
/// hand, from block number `block` on, at the cell's unknown vertices: one byte or one word of the
/// signs of each vertex. Where the neurons vanish all are 0.
template <class Vectors, int dimension>
CENSUS_HD void find_cell_signs(const Workspace<dimension>& workspace, int block) {
  constexpr int blocks = Vectors::blocks;
  static_assert(blocks == 1 || blocks == 8);
  static_assert(std::endian::native == std::endian::little, "byte b of a word is its block b");
  const Vertices<dimension>& vertices = workspace.vertices;
  const Cell cell = workspace.shared->cell;
  const LayerState& layer = workspace.shared->layers[cell.layer];
  const int w = block >> 3;
  const int place = block & 7;
  const std::uint64_t neurons = neurons_of_word(layer.width, w);
  const std::uint64_t wanted = blocks == 8 ? neurons : neurons & std::uint64_t{0xff} << 8 * place;
  SignWord* const words = vertices.signs_of(cell.layer, w);
  // The last block comes with the bits that stand for no neuron.
  const bool is_last = block + blocks >= blocks_of(layer.width);
  const int bytes = blocks < 8 && is_last ? 8 - place : blocks;
  const auto write = [&](int vertex, SignWord signs) {
    SignWord& at = words[vertex];
    const auto put = [&](std::uint64_t from, std::uint64_t& to) {
      std::memcpy(reinterpret_cast<std::byte*>(&to) + place,
                  reinterpret_cast<const std::byte*>(&from) + place,
                  static_cast<std::size_t>(bytes));
    };
    put(signs.positive, at.positive);
    put(signs.negative, at.negative);
  };
  const auto find = [&](int one, int other) {
    const Vertex<dimension>* const points[2] = {&vertices.points[one], &vertices.points[other]};
    SignWord signs[2];
    if (layer.is_single) {
      find_signs<typename Vectors::Singles>(
          workspace.singles.from(64 * w), workspace.single_bounds + 64 * w, wanted, points, signs);
    } else {
      find_signs<typename Vectors::Octet>(workspace.forms.from(layer.first_form + 64 * w), wanted,
                                          points, signs);
    }
    write(one, signs[0]);
    write(other, signs[1]);
  };
  const int* const unknown = workspace.unknown;
  const int count = workspace.shared->entry.unknown;
  for (int n = 0; n < count; n += 2) find(unknown[n], unknown[n + 1]);
  if (!layer.vanishing.anywhere()) return;
  for (int k = 0; k < cell.count; ++k) {
    if (layer.vanishing.at(vertices, cell, k)) {
      write(vertices.corner(cell, k).vertex, {0, 0});
    }
  }
}

/// Writes the signs of all neurons of the layer that divides the cell at hand.
template <class Vectors, int dimension>
CENSUS_HD void find_all_cell_signs(const Workspace<dimension>& workspace) {
  const Shared& shared = *workspace.shared;
  const int all = blocks_of(shared.layers[shared.cell.layer].width);
  for (int block = 0; block < all; block += Vectors::blocks) {
    find_cell_signs<Vectors>(workspace, block);
  }
}

}  // namespace census::regions
