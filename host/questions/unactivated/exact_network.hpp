#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cuda/arrangement/neuron_set.hpp"
#include "cuda/questions/unactivated/verdict.hpp"
#include "host/exact/kernel.hpp"

namespace census::unactivated {

/// A network with exact parameters: f(x) = second_bias + sum_i second_weights[i] max(0, z_i),
/// z_i = sum_k rows[i][k] x_k + rows[i][n0].
struct ExactNetwork {
  int input_dimension = 1;
  RationalMatrix rows;  ///< n1 rows of n0 + 1 entries, the bias last
  RationalVector second_weights;
  Rational second_bias;

  int width() const { return static_cast<int>(rows.size()); }
};

/// A place that shows what f does: a point x, or a direction r.
struct Certificate {
  enum class Kind {
    none,      ///< no place: see `reason`
    point,     ///< `value` is f(place)
    direction  ///< `value` is the slope of f along `place`
  };
  Kind kind = Kind::none;
  RationalVector place;  ///< n0 coordinates
  Rational value;
  std::vector<int> on;  ///< neurons whose hyperplanes contain the place
  std::string reason;   ///< the argument in words
};

/// A vertex at which f was found not to be positive.
struct CheckedVertex {
  std::vector<int> rows;  ///< neurons whose hyperplanes were intersected
  Rational value;         ///< f there
};

/// A verdict in exact arithmetic with what proves it. The place of the certificate is
/// - activated: one where f, or its slope, is positive;
/// - degenerate: the first tie, where f or its slope is 0, if there is one;
/// - otherwise: the vertex where f is largest among those that were checked.
struct ExactDecision {
  Verdict verdict = Verdict::undecided;
  Certificate certificate;
  long vertices = 0;                  ///< vertices checked
  long rays = 0;                      ///< rays at infinity checked
  std::vector<CheckedVertex> listed;  ///< the first of them, as many as were asked for
};

/// Returns the members of a set of neurons in increasing order.
std::vector<int> members(NeuronSet set);

/// Returns f(x).
Rational value_at(const ExactNetwork& network, const RationalVector& x);

/// Returns the slope of f along direction r, far enough out: sum_i w_i max(0, W_i . r).
Rational slope_along(const ExactNetwork& network, const RationalVector& r);

/// Decides any network, in general position or not. Never returns `undecided`. The first
/// `most_listed` vertices that are checked are listed in the result.
///
/// With N = {i : w_i < 0} and V the directions orthogonal to all rows in N:
/// - all w_i < 0 and c < 0: unactivated, since f <= c everywhere and for all parameters nearby.
/// - V = 0: every cell of the arrangement of N has a vertex, f is convex on it, and the vertices
/// and
///   rays decide (science: a convex function that does not increase along the extreme rays of a
///   polyhedron with vertices is largest at one of them). A tie at one of them makes it degenerate.
/// - V != 0 and a row with positive weight is not orthogonal to V: the slopes along some r in V and
///   along -r add up to a positive number, so one of them is positive: activated.
/// - V != 0 otherwise: f is constant along V, and what is left is a network on the coordinates on
///   which N has full rank. If that one can be activated, so can this one. If not, an arbitrarily
///   small change of the rows lets f grow along V, or lets all neurons be inactive with c >= 0:
///   degenerate.
/// @pre at most max_input_dimension inputs and max_width neurons.
ExactDecision decide_exactly(const ExactNetwork& network, std::size_t most_listed = 0);

}  // namespace census::unactivated
