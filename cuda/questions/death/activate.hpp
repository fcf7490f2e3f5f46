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

CENSUS_HD inline float from_bits(std::uint32_t bits) {
  float number = 0.0F;
  std::memcpy(&number, &bits, sizeof number);
  return number;
}

CENSUS_HD inline float larger(float a, float b) { return a > b ? a : b; }

/// Returns the greatest of four numbers.
CENSUS_HD inline std::uint32_t greatest_of(std::uint32_t a, std::uint32_t b, std::uint32_t c,
                                           std::uint32_t d) {
  const std::uint32_t ab = a > b ? a : b;
  const std::uint32_t cd = c > d ? c : d;
  return ab > cd ? ab : cd;
}

/// z_i += b_i scale, i < width: the bias comes last, in one fused multiply-add.
template <class Team>
CENSUS_HD void add_biases(Rows rows, int width, const float* biases, const float* scales,
                          PointRange range, const Team& team) {
  for (int i = 0; i < width; ++i) {
    float* const row = rows.row(i);
    const float bias = biases[i];
    CENSUS_INDEPENDENT
    for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
      row[p] = std::fma(bias, scales[p], row[p]);
    }
  }
}

namespace detail {

/// `activate` for a few neurons at once, which share what is read for each point.
template <int neurons, bool first, class Team>
CENSUS_HD inline void activate_block(Rows rows, float sign, const PointMask* mask, float* best,
                                     std::uint32_t* seen, PointRange range, const Team& team) {
  float* const row = rows.values;
  const std::size_t stride = rows.stride;
  // One variable each: compilers keep those in registers, and an array in memory.
  std::uint32_t seen0 = 0;
  std::uint32_t seen1 = 0;
  std::uint32_t seen2 = 0;
  std::uint32_t seen3 = 0;
  CENSUS_INDEPENDENT
  for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
    const PointMask counted = mask[p];
    std::uint32_t before = 0;
    if constexpr (!first) std::memcpy(&before, best + p, sizeof before);
    float* const z = row + p;
    const std::uint32_t y0 = relu_bits(sign * z[0]);
    const std::uint32_t y1 = neurons > 1 ? relu_bits(sign * z[stride]) : 0;
    const std::uint32_t y2 = neurons > 2 ? relu_bits(sign * z[2 * stride]) : 0;
    const std::uint32_t y3 = neurons > 3 ? relu_bits(sign * z[3 * stride]) : 0;
    z[0] = from_bits(y0);
    if constexpr (neurons > 1) z[stride] = from_bits(y1);
    if constexpr (neurons > 2) z[2 * stride] = from_bits(y2);
    if constexpr (neurons > 3) z[3 * stride] = from_bits(y3);
    seen0 |= y0 & counted;
    seen1 |= y1 & counted;
    seen2 |= y2 & counted;
    seen3 |= y3 & counted;
    const std::uint32_t greatest = greatest_of(y0, y1, y2, y3);
    best[p] = from_bits(before > greatest ? before : greatest);
  }
  seen[0] = seen0;
  seen[1] = seen1;
  seen[2] = seen2;
  seen[3] = seen3;
}

/// Calls activate_block compiled for up to four neurons.
template <bool first, class Team>
CENSUS_HD inline void activate_few(int neurons, Rows rows, float sign, const PointMask* mask,
                                   float* best, std::uint32_t* seen, PointRange range,
                                   const Team& team) {
  switch (neurons) {
    case 1:
      return activate_block<1, first>(rows, sign, mask, best, seen, range, team);
    case 2:
      return activate_block<2, first>(rows, sign, mask, best, seen, range, team);
    case 3:
      return activate_block<3, first>(rows, sign, mask, best, seen, range, team);
    default:
      return activate_block<4, first>(rows, sign, mask, best, seen, range, team);
  }
}

}  // namespace detail

/// Turns pre-activations z_i into relu(sign z_i), i < width, at the points of `range`. `best`
/// becomes the greatest of them at each point, positive exactly where some ReLU is active, and
/// `active` gains the neurons that are active at a point of the mask.
template <class Team>
CENSUS_HD void activate(Rows rows, int width, float sign, const PointMask* mask, float* best,
                        NeuronMask& active, PointRange range, const Team& team) {
  for (int i = 0; i < width;) {
    const Rows block{rows.row(i), rows.stride};
    const int neurons = block_of_neurons(width - i);
    std::uint32_t seen[4];
    if (i == 0) {
      detail::activate_few<true>(neurons, block, sign, mask, best, seen, range, team);
    } else {
      detail::activate_few<false>(neurons, block, sign, mask, best, seen, range, team);
    }
    for (int j = 0; j < neurons; ++j) active.insert(i + j, seen[j] != 0);
    i += neurons;
  }
}

/// y_i += x_i, i < width, and the greatest y_i of each point in `size`.
template <class Team>
CENSUS_HD void add_shortcut(Rows outputs, ConstRows inputs, int width, float* size,
                            PointRange range, const Team& team) {
  for (int i = 0; i < width; ++i) {
    float* const y = outputs.row(i);
    const float* const x = inputs.row(i);
    CENSUS_INDEPENDENT
    for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
      y[p] += x[p];
      size[p] = i == 0 ? y[p] : larger(size[p], y[p]);
    }
  }
}

/// The extremes of a layer's pre-activations at each point.
template <class Team>
CENSUS_HD void find_extremes(ConstRows rows, int width, float* least, float* greatest,
                             PointRange range, const Team& team) {
  for (int i = 0; i < width; ++i) {
    const float* const row = rows.row(i);
    CENSUS_INDEPENDENT
    for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
      const float z = row[p];
      least[p] = i == 0 || z < least[p] ? z : least[p];
      greatest[p] = i == 0 || z > greatest[p] ? z : greatest[p];
    }
  }
}

}  // namespace census::death
