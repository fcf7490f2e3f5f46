#pragma once

#include <cstdint>

#include "cuda/questions/death/activate.hpp"
#include "cuda/questions/death/activated_products.hpp"
#include "cuda/questions/death/layer_products.hpp"
#include "cuda/questions/death/rescale.hpp"

namespace census::death {

/// The data points of a lane that live still, in columns of their own: dead points are dropped, and
/// those behind them move up. Rows of numbers at the points have the same columns.
struct LivingColumns {
  int count;               ///< of this lane's points
  bool scaled;             ///< whether there are scales and exponents
  float* best;             ///< where the greatest outputs of a layer are kept while it is computed
  float* scale;            ///< 2^exponent, what the outputs have been multiplied by
  std::int32_t* exponent;  ///< see rescale.hpp
};

/// What a lane saw of a layer.
struct LayerPass {
  NeuronMask active;  ///< neurons that are active at one of its points
  bool far = false;   ///< whether the outputs at one of them are far from 1
};

/// Sends the living points of the team's lanes through a layer, into rows `out`, and drops those
/// that die: at which no ReLU is active.
template <class Team>
CENSUS_HD LayerPass pass_layer(const LayerSums& layer, Rows out, LivingColumns& columns,
                               const Team& team) {
  LayerPass pass;
  const auto at = [&](int column) { return column * team.size() + team.rank(); };
  const int end = columns.count * team.size();
  const auto counts = [end](int p) { return p < end ? ~PointMask{0} : PointMask{0}; };
  activated_products(layer, out, counts, columns.best, pass.active, end, team);
  int living = 0;
  for (int column = 0; column < columns.count; ++column) {
    const int from = at(column);
    const float best = columns.best[from];
    if (!(best > 0.0F)) continue;
    pass.far = pass.far || best < least_size || best > greatest_size;
    const int to = at(living++);
    if (to == from) continue;
    for (int i = 0; i < layer.width; ++i) out.row(i)[to] = out.row(i)[from];
    if (columns.scaled) {
      columns.scale[to] = columns.scale[from];
      columns.exponent[to] = columns.exponent[from];
    }
  }
  columns.count = living;
  return pass;
}

}  // namespace census::death
