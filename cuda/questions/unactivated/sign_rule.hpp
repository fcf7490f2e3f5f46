#pragma once

#include "cuda/arrangement/neuron_set.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/unactivated/verdict.hpp"

namespace census::unactivated {

/// Settles a network by the signs of its second layer alone, where they suffice. `negative` is the
/// set N of neurons with negative weight, P the others; rows in general position.
///
/// - P empty and c < 0: f <= c < 0 everywhere, and for all parameters nearby.
/// - |N| < n0 and P not empty: some direction r is orthogonal to the rows in N and not to all rows
/// in
///   P, and the slopes of f along r and -r add up to sum_{i in P} w_i |W_i . r| > 0.
/// - |N| < n0, P empty and c > 0: then n1 < n0, the rows are independent, and at a point where no
///   neuron is active f = c > 0.
/// Otherwise undecided.
CENSUS_HD inline Verdict decide_by_signs(int input_dimension, int width, NeuronSet negative,
                                         bool bias_is_negative) {
  if (size(negative) == width && bias_is_negative) return Verdict::unactivated;
  return size(negative) < input_dimension ? Verdict::activated : Verdict::undecided;
}

}  // namespace census::unactivated
