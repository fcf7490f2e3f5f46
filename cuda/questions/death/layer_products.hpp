#pragma once

#include <cmath>
#include <cstddef>
#include <type_traits>

#include "cuda/census/team.hpp"
#include "cuda/loops.hpp"
#include "cuda/portability.hpp"

namespace census::death {

/// Numbers of a layer at the data points: number k at point p at values[k * stride + p].
struct Rows {
  float* values;
  std::size_t stride;

  CENSUS_HD float* row(int k) const { return values + static_cast<std::size_t>(k) * stride; }
};

/// The same, read only.
struct ConstRows {
  const float* values = nullptr;
  std::size_t stride = 0;

  ConstRows() = default;
  CENSUS_HD ConstRows(const float* rows, std::size_t row_stride)
      : values(rows), stride(row_stride) {}
  CENSUS_HD ConstRows(Rows rows) : values(rows.values), stride(rows.stride) {}

  CENSUS_HD const float* row(int k) const { return values + static_cast<std::size_t>(k) * stride; }
};

/// A part of what the neurons of a layer sum up: input k weighs weights[k * width + i] for neuron
/// i.
struct LayerTerms {
  const float* weights = nullptr;
  ConstRows inputs = {};
  int count = 0;
};

/// What `width` neurons sum up, part after part. Biases are a part whose only input is the scale of
/// each point.
struct LayerSums {
  int width = 0;
  int number = 0;
  LayerTerms parts[3] = {};

  CENSUS_HD explicit LayerSums(int neurons) : width(neurons) {}

  CENSUS_HD void add(const float* weights, ConstRows inputs, int count) {
    parts[number++] = {weights, inputs, count};
  }
};

/// How many points a lane takes through a layer at once. On a processor the only lane's points are
/// neighbours and fill vector registers; on the device the lanes of a warp alternate.
template <class Team>
inline constexpr int points_at_once = std::is_base_of_v<SoloTeam, Team> ? 32 : 4;

/// Rows have room for a multiple of this many points: on a processor whole blocks are read and
/// written, and what is behind the last point means nothing.
inline constexpr int padded_points = points_at_once<SoloTeam>;

/// Returns how many of the neurons that are left, at least 1, go through the layer at once, so that
/// each input that is read serves them all: at most five, whose sums fit into registers, and never
/// one beside five.
CENSUS_HD constexpr int neurons_at_once(int left) {
  if (left <= 5) return left;
  const int blocks = (left + 4) / 5;
  return (left + blocks - 1) / blocks;
}

/// The points that a lane takes at once: `first`, then every `step`-th.
template <class Team>
class PointBlock {
 public:
  static constexpr int size = points_at_once<Team>;
  static constexpr bool alone = std::is_base_of_v<SoloTeam, Team>;

  CENSUS_HD PointBlock(int begin, int points, const Team& team)
      : first_(begin + team.rank()), step_(alone ? 1 : team.size()), points_(points) {}

  CENSUS_HD int first() const { return first_; }

  /// Returns where point j is in what is at the first point.
  CENSUS_HD int offset(int j) const { return alone ? j : j * step_; }

  /// Whether point j may be read and written.
  CENSUS_HD bool has(int j) const { return alone || first_ + offset(j) < points_; }

 private:
  int first_;
  int step_;
  int points_;
};

namespace detail {

/// Sums up what neurons i, ..., i + neurons - 1 read at the points of the block, and hands the sums
/// to `finish`, which takes them from registers.
template <int neurons, class Team, class Finish>
CENSUS_HD inline void sum_block(const LayerSums& layer, int i, const PointBlock<Team>& block,
                                Finish finish) {
  float sums[neurons][PointBlock<Team>::size];
  CENSUS_UNROLL
  for (int n = 0; n < neurons; ++n) {
    for (int j = 0; j < block.size; ++j) sums[n][j] = 0.0F;
  }
  for (int part = 0; part < layer.number; ++part) {
    const LayerTerms& terms = layer.parts[part];
    const float* weights = terms.weights + i;
    const float* x = terms.inputs.values + block.first();
    for (int k = 0; k < terms.count; ++k) {
      CENSUS_UNROLL
      for (int n = 0; n < neurons; ++n) {
        const float weight = weights[n];
        for (int j = 0; j < block.size; ++j) {
          if (block.has(j)) sums[n][j] = std::fma(weight, x[block.offset(j)], sums[n][j]);
        }
      }
      weights += layer.width;
      x += terms.inputs.stride;
    }
  }
  finish(sums);
}

}  // namespace detail

/// For every neuron i of the layer and every one of `points` points
///
///     z_i = fma(w_i,last, x_last, ... fma(w_i1, x_1, fma(w_i0, x_0, 0))):
///
/// one fused multiply-add for each input, in their order, so that every team and vector width gets
/// the same bits. Calls
///
///     finish(i, block, z)   with z[n][j] of neuron i + n at point j of the block
///
/// for a few neurons and points at a time: all neurons of a block of points, then the next block.
template <class Team, class Finish>
CENSUS_HD inline void sum_inputs(const LayerSums& layer, int points, const Team& team,
                                 Finish finish) {
  const int step = PointBlock<Team>::size * team.size();
  for (int p = 0; p < points; p += step) {
    const PointBlock<Team> block(p, points, team);
    for (int i = 0; i < layer.width;) {
      const auto finish_block = [&](auto& sums) { finish(i, block, sums); };
      const int neurons = neurons_at_once(layer.width - i);
      switch (neurons) {
        case 1:
          detail::sum_block<1>(layer, i, block, finish_block);
          break;
        case 2:
          detail::sum_block<2>(layer, i, block, finish_block);
          break;
        case 3:
          detail::sum_block<3>(layer, i, block, finish_block);
          break;
        case 4:
          detail::sum_block<4>(layer, i, block, finish_block);
          break;
        default:
          detail::sum_block<5>(layer, i, block, finish_block);
      }
      i += neurons;
    }
  }
}

/// Sets out_i to the sums.
template <class Team>
CENSUS_HD void sum_products(const LayerSums& layer, Rows out, int points, const Team& team) {
  sum_inputs(layer, points, team, [&](int i, const auto& block, const auto& sums) {
    constexpr int neurons = std::extent_v<std::remove_reference_t<decltype(sums)>>;
    for (int n = 0; n < neurons; ++n) {
      float* const row = out.row(i + n) + block.first();
      for (int j = 0; j < block.size; ++j) {
        if (block.has(j)) row[block.offset(j)] = sums[n][j];
      }
    }
  });
}

}  // namespace census::death
