#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "cuda/questions/death/activate.hpp"
#include "cuda/questions/death/layer_products.hpp"

namespace census::death {

/// sum_products and activate in one pass: the ReLUs are taken where the sums are, in registers.
/// Point p counts where `mask(p)`, a PointMask, is not 0.
template <class Mask, class Team>
CENSUS_HD void activated_products(const LayerSums& layer, Rows out, Mask mask, float* best,
                                  NeuronMask& active, int points, const Team& team) {
  sum_inputs(layer, points, team, [&](int i, const auto& block, const auto& sums) {
    using Block = PointBlock<Team>;
    constexpr int neurons = std::extent_v<std::remove_reference_t<decltype(sums)>>;
    float* const greatest = best + block.first();
    std::uint32_t most[Block::size];
    for (int j = 0; j < Block::size; ++j) {
      most[j] = 0;
      if (i > 0 && block.has(j)) most[j] = bits_of(greatest[block.offset(j)]);
    }
    CENSUS_UNROLL
    for (int n = 0; n < neurons; ++n) {
      float* const row = out.row(i + n) + block.first();
      std::uint32_t y[Block::size];
      for (int j = 0; j < Block::size; ++j) {
        y[j] = relu_bits(sums[n][j]);
        most[j] = most[j] > y[j] ? most[j] : y[j];
        if (block.has(j)) row[block.offset(j)] = from_bits(y[j]);
      }
      // Most neurons are active at some point of the first block.
      if (!active.contains(i + n)) {
        std::uint32_t seen = 0;
        for (int j = 0; j < Block::size; ++j) {
          if (block.has(j)) seen |= y[j] & mask(block.first() + block.offset(j));
        }
        active.insert(i + n, seen != 0);
      }
    }
    for (int j = 0; j < Block::size; ++j) {
      if (block.has(j)) greatest[block.offset(j)] = from_bits(most[j]);
    }
  });
}

}  // namespace census::death
