#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "cuda/loops.hpp"
#include "cuda/questions/death/activate.hpp"
#include "cuda/questions/death/layer_products.hpp"

namespace census::death {

namespace detail {

/// The last products of a few neurons and what `activate` does with their sums, in one pass.
template <int neurons, int inputs, SumFrom from, class Team>
CENSUS_HD inline void add_and_activate(const float* weights, int width, ConstRows in, Rows out,
                                       const PointMask* mask, float* best, std::uint32_t* seen,
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
  std::uint32_t seen0 = 0;
  std::uint32_t seen1 = 0;
  std::uint32_t seen2 = 0;
  std::uint32_t seen3 = 0;
  CENSUS_INDEPENDENT
  for (int p = range.begin + team.rank(); p < range.end; p += team.size()) {
    const PointMask counted = mask[p];
    std::uint32_t greatest = 0;
    std::memcpy(&greatest, best + p, sizeof greatest);
    float x[inputs];
    CENSUS_UNROLL
    for (int k = 0; k < inputs; ++k) {
      x[k] = x0[static_cast<std::size_t>(k) * in_stride + static_cast<std::size_t>(p)];
    }
    std::uint32_t y[neurons];
    CENSUS_UNROLL
    for (int i = 0; i < neurons; ++i) {
      float& sum = z0[static_cast<std::size_t>(i) * out_stride + static_cast<std::size_t>(p)];
      float z = from == SumFrom::zero ? 0.0F : sum;
      CENSUS_UNROLL
      for (int k = 0; k < inputs; ++k) z = std::fma(w[i][k], x[k], z);
      y[i] = relu_bits(z);
      sum = from_bits(y[i]);
      greatest = greatest > y[i] ? greatest : y[i];
    }
    seen0 |= y[0] & counted;
    if constexpr (neurons > 1) seen1 |= y[1] & counted;
    if constexpr (neurons > 2) seen2 |= y[2] & counted;
    if constexpr (neurons > 3) seen3 |= y[3] & counted;
    best[p] = from_bits(greatest);
  }
  seen[0] = seen0;
  seen[1] = seen1;
  seen[2] = seen2;
  seen[3] = seen3;
}

/// Calls add_and_activate compiled for up to four inputs.
template <int neurons, SumFrom from, class Team>
CENSUS_HD inline void add_last_inputs(int inputs, const float* weights, int width, ConstRows in,
                                      Rows out, const PointMask* mask, float* best,
                                      std::uint32_t* seen, PointRange range, const Team& team) {
  switch (inputs) {
    case 1:
      return add_and_activate<neurons, 1, from>(weights, width, in, out, mask, best, seen, range,
                                                team);
    case 2:
      return add_and_activate<neurons, 2, from>(weights, width, in, out, mask, best, seen, range,
                                                team);
    case 3:
      return add_and_activate<neurons, 3, from>(weights, width, in, out, mask, best, seen, range,
                                                team);
    default:
      return add_and_activate<neurons, 4, from>(weights, width, in, out, mask, best, seen, range,
                                                team);
  }
}

template <int neurons, class Team>
CENSUS_HD inline void activated_products(const float* weights, int width, ConstRows in, int inputs,
                                         Rows out, const PointMask* mask, float* best,
                                         std::uint32_t* seen, PointRange range, const Team& team) {
  if (inputs <= 4) {
    add_last_inputs<neurons, SumFrom::zero>(inputs, weights, width, in, out, mask, best, seen,
                                            range, team);
    return;
  }
  const int before = (inputs - 1) / 4 * 4;
  sum_products<neurons>(weights, width, in, before, out, range, SumFrom::zero, team);
  add_last_inputs<neurons, SumFrom::rows>(inputs - before, weights + before * width, width,
                                          {in.row(before), in.stride}, out, mask, best, seen, range,
                                          team);
}

}  // namespace detail

/// sum_products and activate for a layer without biases whose signs are as drawn: the same numbers,
/// without a pass over the sums.
template <class Team>
CENSUS_HD void activated_products(const float* weights, int width, ConstRows in, int inputs,
                                  Rows out, const PointMask* mask, float* best, NeuronMask& active,
                                  PointRange range, const Team& team) {
  CENSUS_INDEPENDENT
  for (int p = range.begin + team.rank(); p < range.end; p += team.size()) best[p] = 0.0F;
  for (int i = 0; i < width;) {
    const Rows rows{out.row(i), out.stride};
    const float* const w = weights + i;
    const int neurons = block_of_neurons(width - i);
    std::uint32_t seen[4];
    switch (neurons) {
      case 1:
        detail::activated_products<1>(w, width, in, inputs, rows, mask, best, seen, range, team);
        break;
      case 2:
        detail::activated_products<2>(w, width, in, inputs, rows, mask, best, seen, range, team);
        break;
      case 3:
        detail::activated_products<3>(w, width, in, inputs, rows, mask, best, seen, range, team);
        break;
      default:
        detail::activated_products<4>(w, width, in, inputs, rows, mask, best, seen, range, team);
    }
    for (int j = 0; j < neurons; ++j) active.insert(i + j, seen[j] != 0);
    i += neurons;
  }
}

}  // namespace census::death
