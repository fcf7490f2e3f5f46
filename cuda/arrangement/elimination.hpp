#pragma once

#include "cuda/arrangement/neuron_set.hpp"
#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"

namespace census {

/// The pre-activations of up to `capacity` neurons on a flat of dimension `dimension`, as affine
/// functions of its coordinates: z_j = sum_k coefficient[k][j] x_k + coefficient[dimension][j].
template <class Number, int dimension, int capacity>
struct AffineRows {
  Number coefficient[dimension + 1][capacity];
};

/// A line that hyperplanes of the arrangement cut out: neuron j has the pre-activation
/// direction[j] s + offset[j] at position s, and slope +-direction[j] towards its two ends.
template <class Number>
struct Line {
  const Number* direction;
  const Number* offset;
  int neurons;      ///< number of entries of both
  NeuronSet on;     ///< the neurons whose hyperplanes contain the line by choice: 0 along it
  NeuronSet later;  ///< the candidates after the last one chosen
};

/// Why a set of rows cuts out no line.
enum class Dependence {
  certain,  ///< the rows are linearly dependent
  possible  ///< the arithmetic cannot exclude it
};

/// Returns the coordinate with the best pivot in row `neuron`, or -1 when every entry may be zero.
template <class Number, int dimension, int capacity>
CENSUS_HD int best_pivot(const AffineRows<Number, dimension, capacity>& rows, int neuron) {
  int best = -1;
  double best_size = 0.0;
  for (int k = 0; k < dimension; ++k) {
    const double size = pivot_size(rows.coefficient[k][neuron]);
    if (size > best_size) {
      best = k;
      best_size = size;
    }
  }
  return best;
}

/// Restricts all rows to the hyperplane z_neuron = 0 by eliminating coordinate `pivot`:
/// with r_k = a_{neuron,k} / a_{neuron,pivot}, the new entry is a_jk - r_k a_{j,pivot}.
template <class Number, int dimension, int capacity>
CENSUS_HD void restrict_to(const AffineRows<Number, dimension, capacity>& rows, int neurons,
                           int neuron, int pivot,
                           AffineRows<Number, dimension - 1, capacity>& restricted) {
  for (int k = 0; k < dimension; ++k) {
    const int source = k < pivot ? k : k + 1;
    const Number ratio =
        negate(divide(rows.coefficient[source][neuron], rows.coefficient[pivot][neuron]));
    for (int j = 0; j < neurons; ++j) {
      restricted.coefficient[k][j] =
          multiply_add(ratio, rows.coefficient[pivot][j], rows.coefficient[source][j]);
    }
    restricted.coefficient[k][neuron] = Number(0.0);
  }
}

/// Visits every line cut out by `dimension - 1` linearly independent rows among `candidates`, each
/// set of rows once, in lexicographic order. Depth first: subsets with a common prefix share its
/// pivots, so a line costs one restriction of all rows to one more hyperplane.
///
/// `visitor.line(const Line<Number>&)` and `visitor.no_line(Dependence)` return whether to go on;
/// `visitor.enters(NeuronSet chosen)` whether to visit the lines that contain the rows chosen, so
/// that several visitors can share the work. Returns false when the visitor stopped the walk.
template <class Number, int dimension, int capacity, class Visitor>
CENSUS_HD bool visit_lines(const AffineRows<Number, dimension, capacity>& rows, int neurons,
                           NeuronSet candidates, NeuronSet chosen, Visitor& visitor) {
  if constexpr (dimension == 1) {
    return visitor.line(
        Line<Number>{rows.coefficient[0], rows.coefficient[1], neurons, chosen, candidates});
  } else {
    AffineRows<Number, dimension - 1, capacity> restricted;
    for (NeuronSet left = candidates; size(left) >= dimension - 1; left = without_first(left)) {
      const int neuron = first_of(left);
      if (!visitor.enters(chosen | singleton(neuron))) continue;
      const int pivot = best_pivot(rows, neuron);
      if (pivot < 0) {
        Dependence dependence = Dependence::certain;
        for (int k = 0; k < dimension; ++k) {
          if (sign(rows.coefficient[k][neuron]) != Sign::zero) dependence = Dependence::possible;
        }
        if (!visitor.no_line(dependence)) return false;
        continue;
      }
      restrict_to(rows, neurons, neuron, pivot, restricted);
      if (!visit_lines(restricted, neurons, without_first(left), chosen | singleton(neuron),
                       visitor)) {
        return false;
      }
    }
    return true;
  }
}

}  // namespace census
