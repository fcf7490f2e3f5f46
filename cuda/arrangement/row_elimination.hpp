#pragma once

#include <cmath>

#include "cuda/arrangement/bounded.hpp"
#include "cuda/arrangement/neuron_set.hpp"

namespace census {

/// One bounded number for each of `columns` networks side by side.
template <int columns>
struct BoundedRow {
  alignas(64) float value[columns];
  alignas(64) float radius[columns];

  Bounded32 operator[](int i) const { return {value[i], radius[i]}; }

  void set(int i, Bounded32 number) {
    value[i] = number.value;
    radius[i] = number.radius;
  }
};

/// AffineRows of many networks side by side.
template <int dimension, int capacity, int columns>
struct BoundedAffineRows {
  BoundedRow<columns> coefficient[dimension + 1][capacity];
};

/// A line in each network, cut out by the same neurons `on`. Neurons from `later` on come after all
/// of them.
template <int columns>
struct RowLine {
  const BoundedRow<columns>* direction;
  const BoundedRow<columns>* offset;
  NeuronSet on;
  int later;
};

/// Returns the coordinate to eliminate with row `neuron` in every network: the one whose least
/// pivot is greatest. A coordinate for each network would be better for each, and slower for all.
template <int dimension, int capacity, int columns>
int best_common_pivot(const BoundedAffineRows<dimension, capacity, columns>& rows, int neuron) {
  int best = 0;
  float best_size = -1.0F;
  for (int k = 0; k < dimension; ++k) {
    float least = HUGE_VALF;
    for (int i = 0; i < columns; ++i) {
      const float size = pivot_size(rows.coefficient[k][neuron][i]);
      least = size < least ? size : least;
    }
    if (least > best_size) {
      best = k;
      best_size = least;
    }
  }
  return best;
}

/// Restricts the rows that are not `on` the flat already to the hyperplane of `neuron`, as
/// `restrict_to` does. Where the pivot may be zero, nothing in that column has a finite radius.
template <int dimension, int capacity, int columns>
void restrict_side_by_side(const BoundedAffineRows<dimension, capacity, columns>& rows, int neurons,
                           NeuronSet on, int neuron,
                           BoundedAffineRows<dimension - 1, capacity, columns>& restricted) {
  const int pivot = best_common_pivot(rows, neuron);
  const auto* eliminated = rows.coefficient[pivot];
  for (int k = 0; k < dimension; ++k) {
    const auto* source = rows.coefficient[k < pivot ? k : k + 1];
    BoundedRow<columns> ratio;
    for (int i = 0; i < columns; ++i) {
      ratio.set(i, negate(divide(source[neuron][i], eliminated[neuron][i])));
    }
    for (int j = 0; j < neurons; ++j) {
      if (contains(on, j) || j == neuron) continue;
      for (int i = 0; i < columns; ++i) {
        restricted.coefficient[k][j].set(i, multiply_add(ratio[i], eliminated[j][i], source[j][i]));
      }
    }
  }
}

/// Visits every line cut out by `dimension - 1` of the neurons first, ..., candidates - 1, as
/// `visit_lines` does, in many networks side by side: `visitor.line(const RowLine<columns>&)`.
/// `visitor.enters(neuron)` returns whether to visit the lines that begin with the rows `on` and
/// `neuron`.
template <int dimension, int capacity, int columns, class Visitor>
void visit_lines_side_by_side(const BoundedAffineRows<dimension, capacity, columns>& rows,
                              int neurons, int first, int candidates, NeuronSet on,
                              Visitor& visitor) {
  if constexpr (dimension == 1) {
    visitor.line(RowLine<columns>{rows.coefficient[0], rows.coefficient[1], on, first});
  } else {
    BoundedAffineRows<dimension - 1, capacity, columns> restricted;
    for (int neuron = first; neuron + dimension - 1 <= candidates; ++neuron) {
      if (!visitor.enters(neuron)) return;
      restrict_side_by_side(rows, neurons, on, neuron, restricted);
      visit_lines_side_by_side(restricted, neurons, neuron + 1, candidates, on | singleton(neuron),
                               visitor);
    }
  }
}

}  // namespace census
