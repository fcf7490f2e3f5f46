#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

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

/// max(0, z); 0 for a NaN, which only points that no longer live can have.
CENSUS_HD inline float relu(float z) { return z > 0.0F ? z : 0.0F; }

CENSUS_HD inline float larger(float a, float b) { return a > b ? a : b; }

/// The bits of a number that is not negative: 0 exactly if the number is.
CENSUS_HD inline std::uint32_t bits_of(float y) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &y, sizeof bits);
  return bits;
}

/// z_i += b_i scale, i < width: the bias comes last, in one fused multiply-add.
template <class Team>
CENSUS_HD void add_biases(Rows rows, int width, const float* biases, const float* scales,
                          PointRange range, const Team& team) {
  for (int i = 0; i < width; ++i) {
    float* const row = rows.row(i);
    const float bias = biases[i];
#pragma GCC ivdep
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
#pragma GCC ivdep
  for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
    const PointMask counted = mask[p];
    float greatest = first ? 0.0F : best[p];
    float* const z = row + p;
    // All rows are read before the first is written.
    const float y0 = relu(sign * z[0]);
    const float y1 = neurons > 1 ? relu(sign * z[stride]) : 0.0F;
    const float y2 = neurons > 2 ? relu(sign * z[2 * stride]) : 0.0F;
    const float y3 = neurons > 3 ? relu(sign * z[3 * stride]) : 0.0F;
    z[0] = y0;
    if constexpr (neurons > 1) z[stride] = y1;
    if constexpr (neurons > 2) z[2 * stride] = y2;
    if constexpr (neurons > 3) z[3 * stride] = y3;
    seen0 |= bits_of(y0) & counted;
    seen1 |= bits_of(y1) & counted;
    seen2 |= bits_of(y2) & counted;
    seen3 |= bits_of(y3) & counted;
    greatest = larger(greatest, larger(larger(y0, y1), larger(y2, y3)));
    best[p] = greatest;
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
#pragma GCC ivdep
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
#pragma GCC ivdep
    for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
      const float z = row[p];
      least[p] = i == 0 || z < least[p] ? z : least[p];
      greatest[p] = i == 0 || z > greatest[p] ? z : greatest[p];
    }
  }
}

}  // namespace census::death
