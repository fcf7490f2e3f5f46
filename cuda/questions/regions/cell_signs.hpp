#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "cuda/arrangement/number.hpp"
#include "cuda/bits.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/find_signs.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// Returns the sign of a constant form. One that is 0 leaves its neuron off.
CENSUS_HD inline Sign sign_of_constant(double value, double error) {
  if (value > error) return Sign::positive;
  if (value < -error || (value == 0.0 && error == 0.0)) return Sign::negative;
  return Sign::uncertain;
}

/// Returns the signs of 64 neurons whose pre-activations are constant, those in `wanted`.
template <int dimension>
CENSUS_HD SignWord signs_of_constants(const Forms<dimension>& forms, std::uint64_t wanted) {
  SignWord signs = {0, 0};
  for (; wanted != 0; wanted &= wanted - 1) {
    const int j = lowest_one(wanted);
    const std::uint64_t bit = std::uint64_t{1} << j;
    const Sign sign = sign_of_constant(forms.coefficient[dimension][j], forms.error[j]);
    if (sign == Sign::positive) signs.positive |= bit;
    if (sign == Sign::negative) signs.negative |= bit;
  }
  return signs;
}

/// Writes the signs of `blocks` blocks of layer l's neurons, 1 or 8, from number `block` on at the
/// vertices of the cell at hand: one byte or one word of the signs of each vertex.
template <class Octet, int blocks, int dimension>
CENSUS_HD void find_cell_signs(const Point& point, const Workspace<dimension>& workspace, int l,
                               const Vanishing& vanishing, int block) {
  static_assert(blocks == 1 || blocks == 8);
  static_assert(std::endian::native == std::endian::little, "byte b of a word is its block b");
  const LayerState& layer = workspace.shared->layers[l];
  const Cell cell = workspace.shared->cell;
  const int w = block / 8;
  const int place = block % 8;
  const std::uint64_t neurons = neurons_of_word(point.widths[l], w);
  const std::uint64_t wanted = blocks == 8 ? neurons : neurons & std::uint64_t{0xff} << 8 * place;
  const Forms<dimension> forms = workspace.forms.from(workspace.first_form(l) + 64 * w);
  const auto write = [&](int k, SignWord signs) {
    if (vanishing.anywhere() && vanishing.at(workspace.vertices, cell, k)) {
      signs = {~std::uint64_t{0}, ~std::uint64_t{0}};
    }
    SignWord& at = workspace.vertices.signs_at(cell.first + k)[w];
    const auto put = [&](std::uint64_t from, std::uint64_t& to) {
      std::memcpy(reinterpret_cast<std::byte*>(&to) + place,
                  reinterpret_cast<const std::byte*>(&from) + place, blocks);
    };
    put(signs.positive, at.positive);
    put(signs.negative, at.negative);
  };
  if (layer.constant) {
    const SignWord signs = signs_of_constants(forms, wanted);
    for (int k = 0; k < cell.count; ++k) write(k, signs);
    return;
  }
  // Two vertices at a time; the last one of an odd number twice.
  for (int k = 0; k < cell.count; k += 2) {
    const int other = k + 1 < cell.count ? k + 1 : k;
    const Corner<dimension>* const corners = workspace.vertices.corners + cell.first;
    const Vertex<dimension>* const vertices[2] = {&corners[k].vertex, &corners[other].vertex};
    SignWord signs[2];
    find_signs<Octet>(forms, wanted, vertices, signs);
    write(k, signs[0]);
    write(other, signs[1]);
  }
}

/// Writes the signs of all of layer l's neurons at the vertices of the cell at hand.
template <class Octet, int dimension>
CENSUS_HD void find_all_cell_signs(const Point& point, const Workspace<dimension>& workspace, int l,
                                   const Vanishing& vanishing) {
  for (int w = 0; w < words_of(point.widths[l]); ++w) {
    find_cell_signs<Octet, 8>(point, workspace, l, vanishing, 8 * w);
  }
}

}  // namespace census::regions
