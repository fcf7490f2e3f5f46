#pragma once

#include <cmath>
#include <cstddef>

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
  const float* values;
  std::size_t stride;

  CENSUS_HD ConstRows(const float* rows, std::size_t row_stride)
      : values(rows), stride(row_stride) {}
  CENSUS_HD ConstRows(Rows rows) : values(rows.values), stride(rows.stride) {}

  CENSUS_HD const float* row(int k) const { return values + static_cast<std::size_t>(k) * stride; }
};

/// A range of data points, of which each lane of a team takes its own.
struct PointRange {
  int begin;
  int end;
};

/// Whether a sum of products begins at 0 or goes on from what is in the rows.
enum class SumFrom : unsigned char { zero, rows };

/// Returns how many of the neurons that are left, at least 1, go through a loop together: at most
/// four, and never one beside four.
CENSUS_HD constexpr int block_of_neurons(int left) {
  if (left == 5 || left == 6) return 3;
  return left < 4 ? left : 4;
}

namespace detail {

/// For i < neurons: out_i = fma(w_{i,inputs-1}, x_{inputs-1}, ... fma(w_i0, x_0, out_i)) at each
/// point. The weights stay in registers, and each input that is read serves all neurons.
template <int neurons, int inputs, SumFrom from, class Team>
CENSUS_HD inline void add_products(const float* weights, int width, ConstRows in, Rows out,
                                   PointRange range, const Team& team) {
  float w[neurons][inputs];
  CENSUS_UNROLL
  for (int i = 0; i < neurons; ++i) {
    CENSUS_UNROLL
    for (int k = 0; k < inputs; ++k) w[i][k] = weights[k * width + i];
  }
  const float* const x0 = in.values;
  float* const z0 = out.values;
  const std::size_t in_stride = in.stride;
  const std::size_t out_stride = out.stride;
  // The rows that are read and the rows that are written are different memory.
  CENSUS_INDEPENDENT
  for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
    float x[inputs];
    CENSUS_UNROLL
    for (int k = 0; k < inputs; ++k)
      x[k] = x0[static_cast<std::size_t>(k) * in_stride + static_cast<std::size_t>(p)];
    CENSUS_UNROLL
    for (int i = 0; i < neurons; ++i) {
      float& sum = z0[static_cast<std::size_t>(i) * out_stride + static_cast<std::size_t>(p)];
      float z = from == SumFrom::zero ? 0.0F : sum;
      CENSUS_UNROLL
      for (int k = 0; k < inputs; ++k) z = std::fma(w[i][k], x[k], z);
      sum = z;
    }
  }
}

/// Calls add_products compiled for up to four neurons and inputs.
template <int neurons, SumFrom from, class Team>
CENSUS_HD inline void add_inputs(int inputs, const float* weights, int width, ConstRows in,
                                 Rows out, PointRange range, const Team& team) {
  switch (inputs) {
    case 1:
      return add_products<neurons, 1, from>(weights, width, in, out, range, team);
    case 2:
      return add_products<neurons, 2, from>(weights, width, in, out, range, team);
    case 3:
      return add_products<neurons, 3, from>(weights, width, in, out, range, team);
    default:
      return add_products<neurons, 4, from>(weights, width, in, out, range, team);
  }
}

template <int neurons, class Team>
CENSUS_HD inline void sum_products(const float* weights, int width, ConstRows in, int inputs,
                                   Rows out, PointRange range, SumFrom from, const Team& team) {
  int k = 0;
  if (from == SumFrom::zero) {
    k = inputs < 4 ? inputs : 4;
    add_inputs<neurons, SumFrom::zero>(k, weights, width, in, out, range, team);
  }
  while (k < inputs) {
    const int next = inputs - k < 4 ? inputs - k : 4;
    add_inputs<neurons, SumFrom::rows>(next, weights + k * width, width, {in.row(k), in.stride},
                                       out, range, team);
    k += next;
  }
}

}  // namespace detail

/// Sets out_i = sum_k weights[k * width + i] in_k, i < width, k < inputs, at the points of `range`,
/// or adds that to out_i: one fused multiply-add for each k, k increasing. Blocks of four neurons
/// and four inputs do not change that order, so every team and vector width gets the same bits.
template <class Team>
CENSUS_HD void sum_products(const float* weights, int width, ConstRows in, int inputs, Rows out,
                            PointRange range, SumFrom from, const Team& team) {
  for (int i = 0; i < width;) {
    const Rows rows{out.row(i), out.stride};
    const float* const w = weights + i;
    const int neurons = block_of_neurons(width - i);
    switch (neurons) {
      case 1:
        detail::sum_products<1>(w, width, in, inputs, rows, range, from, team);
        break;
      case 2:
        detail::sum_products<2>(w, width, in, inputs, rows, range, from, team);
        break;
      case 3:
        detail::sum_products<3>(w, width, in, inputs, rows, range, from, team);
        break;
      default:
        detail::sum_products<4>(w, width, in, inputs, rows, range, from, team);
    }
    i += neurons;
  }
}

}  // namespace census::death
