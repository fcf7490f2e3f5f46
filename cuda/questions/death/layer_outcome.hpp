#pragma once

namespace census::death {

/// What a layer did to the data.
struct LayerOutcome {
  int living;        ///< points that live after it
  int dead_neurons;  ///< of the layer, inactive at every point that lived before it
};

/// What a team shares while it propagates the data, beside the rows.
struct PropagationTotals {
  int living;
  int living_flipped;
};

}  // namespace census::death
