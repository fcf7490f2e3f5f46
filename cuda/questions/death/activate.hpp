#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "cuda/loops.hpp"
#include "cuda/questions/death/layer_products.hpp"

namespace census::death {

/// One bit for each neuron of a layer.
struct NeuronMask {
  std::uint64_t words[4] = {};

  CENSUS_HD void insert(int neuron, bool member) {
    words[neuron / 64] |= std::uint64_t{member} << (neuron % 64);
  }
  CENSUS_HD bool contains(int neuron) const {
    return (words[neuron / 64] >> (neuron % 64) & 1) != 0;
  }
  CENSUS_HD void insert_all() {
    for (std::uint64_t& word : words) word = ~std::uint64_t{0};
  }
  /// Whether neurons first, ..., first + count - 1 are all members.
  CENSUS_HD bool contain_all(int first, int count) const {
    bool all = true;
    for (int i = first; i < first + count; ++i) all = all && contains(i);
    return all;
  }
};

/// Whether a point lives: all ones or all zeros, so that it masks what is counted.
using PointMask = std::uint32_t;

/// The bits of max(0, z), by one integer operation: as a signed integer a number is greater than 0
/// exactly if it is positive. They are 0 exactly where the ReLU is inactive, and are in the order
/// of the numbers.
CENSUS_HD inline std::uint32_t relu_bits(float z) {
  std::int32_t bits = 0;
  std::memcpy(&bits, &z, sizeof bits);
  return static_cast<std::uint32_t>(bits > 0 ? bits : 0);
}

CENSUS_HD inline std::uint32_t bits_of(float number) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

CENSUS_HD inline float from_bits(std::uint32_t bits) {
  float number = 0.0F;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

CENSUS_HD inline float larger(float a, float b) { return a > b ? a : b; }

/// z_i += b_i scale, i < width: the bias comes last, in one fused multiply-add.
template <class Team>
CENSUS_HD void add_biases(Rows rows, int width, const float* biases, const float* scales,
                          int points, const Team& team) {
  for (int i = 0; i < width; ++i) {
    float* const row = rows.row(i);
    const float bias = biases[i];
    CENSUS_INDEPENDENT
    for (int p = team.rank(); p < points; p += team.size()) {
      row[p] = std::fma(bias, scales[p], row[p]);
    }
  }
}

/// Turns pre-activations z_i into relu(sign z_i), i < width. `best` becomes the greatest of them at
/// each point, positive exactly where some ReLU is active, and `active` gains the neurons that are
/// active at a point of the mask.
template <class Team>
CENSUS_HD void activate(Rows rows, int width, float sign, const PointMask* mask, float* best,
                        NeuronMask& active, int points, const Team& team) {
  CENSUS_INDEPENDENT
  for (int p = team.rank(); p < points; p += team.size()) best[p] = 0.0F;
  for (int i = 0; i < width; ++i) {
    float* const row = rows.row(i);
    std::uint32_t seen = 0;
    CENSUS_INDEPENDENT
    for (int p = team.rank(); p < points; p += team.size()) {
      const std::uint32_t y = relu_bits(sign * row[p]);
      const std::uint32_t before = bits_of(best[p]);
      row[p] = from_bits(y);
      best[p] = from_bits(before > y ? before : y);
      seen |= y & mask[p];
    }
    active.insert(i, seen != 0);
  }
}

/// y_i += x_i, i < width, and the greatest y_i of each point in `size`.
template <class Team>
CENSUS_HD void add_shortcut(Rows outputs, ConstRows inputs, int width, float* size, int points,
                            const Team& team) {
  for (int i = 0; i < width; ++i) {
    float* const y = outputs.row(i);
    const float* const x = inputs.row(i);
    CENSUS_INDEPENDENT
    for (int p = team.rank(); p < points; p += team.size()) {
      y[p] += x[p];
      size[p] = i == 0 ? y[p] : larger(size[p], y[p]);
    }
  }
}

/// The extremes of a layer's pre-activations at each point.
template <class Team>
CENSUS_HD void find_extremes(ConstRows rows, int width, float* least, float* greatest, int points,
                             const Team& team) {
  for (int i = 0; i < width; ++i) {
    const float* const row = rows.row(i);
    CENSUS_INDEPENDENT
    for (int p = team.rank(); p < points; p += team.size()) {
      const float z = row[p];
      least[p] = i == 0 || z < least[p] ? z : least[p];
      greatest[p] = i == 0 || z > greatest[p] ? z : greatest[p];
    }
  }
}

}  // namespace census::death
