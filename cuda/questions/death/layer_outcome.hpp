#pragma once

#include "cuda/bits.hpp"
#include "cuda/questions/death/activate.hpp"

namespace census::death {

/// What a layer did to the data.
struct LayerOutcome {
  int living;        ///< points that live after it
  int dead_neurons;  ///< of the layer, inactive at every point that lived before it
};

/// What a team shares while it propagates the data, beside the rows: 0 between layers.
struct PropagationTotals {
  int living;
  int living_flipped;
};

/// Returns what a layer of `width` neurons did, where `living` of this lane's points live after it,
/// and neurons of `active` are active at one of this lane's points.
template <class Team>
CENSUS_HD LayerOutcome unite_lanes(int living, const NeuronMask& active, int width,
                                   PropagationTotals& totals, const Team& team) {
  LayerOutcome outcome = {0, width};
  for (int word = 0; word * 64 < width; ++word) {
    outcome.dead_neurons -= count_ones(team.unite(active.words[word]));
  }
  team.claim(totals.living, living);
  team.sync();
  outcome.living = totals.living;
  team.sync();
  if (team.rank() == 0) totals.living = 0;
  return outcome;
}

}  // namespace census::death
