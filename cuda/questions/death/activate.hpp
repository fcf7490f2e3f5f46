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

/// Turns pre-activations z_i into relu(sign z_i), i < width, at the points of `range`. `best`
/// becomes the greatest of them at each point, positive exactly where some ReLU is active, and
/// `active` gains the neurons that are active at a point of the mask.
template <class Team>
CENSUS_HD void activate(Rows rows, int width, float sign, const PointMask* mask, float* best,
                        NeuronMask& active, PointRange range, const Team& team) {
  for (int i = 0; i < width; ++i) {
    float* const row = rows.row(i);
    std::uint32_t seen = 0;
    if (i == 0) {
#pragma GCC ivdep
      for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
        const float y = relu(sign * row[p]);
        row[p] = y;
        best[p] = y;
        seen |= bits_of(y) & mask[p];
      }
    } else {
#pragma GCC ivdep
      for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
        const float y = relu(sign * row[p]);
        row[p] = y;
        best[p] = larger(best[p], y);
        seen |= bits_of(y) & mask[p];
      }
    }
    active.insert(i, seen != 0);
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
