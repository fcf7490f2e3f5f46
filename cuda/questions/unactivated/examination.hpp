#pragma once

#include "cuda/arrangement/elimination.hpp"
#include "cuda/questions/unactivated/verdict.hpp"

namespace census::unactivated {

/// What one vertex or ray of the arrangement of N says about f.
enum class Check {
  holds,     ///< f < 0 at the vertex; the slope along the ray is < 0, or 0 in a stable way
  fails,     ///< f > 0 there, or f increases along the ray: the neuron can be activated
  tie,       ///< neither: an equality that general position excludes
  uncertain  ///< the arithmetic cannot tell
};

/// Where a check was made: on which line, and at which vertex or towards which end of it.
template <class Number>
struct Corner {
  enum class Kind { vertex, forward_ray, backward_ray };
  const Line<Number>& line;
  Kind kind;
  int neuron;       ///< the neuron whose hyperplane meets the line in the vertex; -1 for rays
  Number position;  ///< coordinate of the vertex along the line; 0 for rays
};

/// Sees every check; the one for kernels looks at nothing.
struct NoObserver {
  template <class Number>
  CENSUS_HD void operator()(const Corner<Number>&, const Number&, Check) const {}
};

/// Checks the two ends of every line and the vertices on it, as `visit_lines` finds them, and stops
/// at the first that fails. f = bias + sum_j weights[j] max(0, z_j).
///
/// By convexity of f on the cells of the arrangement of N it suffices to visit the lines and
/// vertices cut out by rows of N (all neurons enter the value of f), provided those rows span R^n0.
///
/// Parameters with f <= 0 everywhere form a closed set; "unactivated" is its interior, "degenerate"
/// its boundary. With F(x, t) = c t + sum_j w_j max(0, W_j . x + b_j t), a network is in the
/// interior exactly when at every (x, t) != 0, t >= 0, one of these holds; by convexity the extreme
/// rays, vertices (t = 1) and rays at infinity (t = 0), decide:
///   (a) F(x, t) < 0;
///   (b) t = 0, no neuron is active along x, c < 0, and every neuron that is neither active nor
///       inactive along x (W_j . x = 0) has w_j < 0.
/// Where (b) holds, F stays below c t < 0 or at 0 near that ray for all parameters nearby; where
/// neither does, F = 0 and raising c or a w_j, or tilting a row, makes it positive.
template <class Number, class Weight, class Observer>
class Examination {
 public:
  /// `negative` is N, the neurons with a negative weight.
  CENSUS_HD Examination(Weight bias, const Weight* weights, NeuronSet negative, Observer& observer)
      : bias_(bias), weights_(weights), negative_(negative), observer_(observer) {}

  CENSUS_HD bool enters(NeuronSet) const { return true; }

  /// Checks one line. Returns false when a check fails.
  CENSUS_HD bool line(const Line<Number>& line) {
    if (!record(line_end(line, true))) return false;
    if (!record(line_end(line, false))) return false;
    for (NeuronSet left = line.later; left != 0; left = without_first(left)) {
      if (!record(vertex(line, first_of(left)))) return false;
    }
    return true;
  }

  /// Rows that are, or may be, dependent cut out no line. Rows of N that do not span the inputs
  /// need an argument of their own, so this is noted.
  CENSUS_HD bool no_line(Dependence) {
    dependent_ = true;
    return true;
  }

  /// Returns the verdict on everything examined. A point with f > 0 proves `activated` in any case.
  /// Exact arithmetic, which has made sure that N spans the inputs, calls a tie `degenerate`; any
  /// other leaves ties and dependent rows undecided. If the rows of N do not span the inputs, error
  /// bounds show it: each elimination adds to a radius (`widen`), so a row that depends on those
  /// chosen has no pivot, or a direction of uncertain sign, and never one that is known to be zero.
  CENSUS_HD Verdict verdict(bool exact) const {
    if (failed_) return Verdict::activated;
    if (!exact && (uncertain_ || tied_ || dependent_)) return Verdict::undecided;
    return tied_ ? Verdict::degenerate : Verdict::unactivated;
  }

 private:
  /// The slope g = sum_j weights[j] max(0, +-direction[j]) towards one end must be negative, or
  /// case (b) must hold. The neurons on the line belong to N.
  CENSUS_HD Check line_end(const Line<Number>& line, bool forward) const {
    Number slope(0.0);
    bool idle = sign(bias_) == Sign::negative;
    for (int j = 0; j < line.neurons; ++j) {
      const Number z = forward ? line.direction[j] : negate(line.direction[j]);
      if (!contains(line.on, j)) {
        const Sign activity = sign(z);
        const bool idle_here =
            activity == Sign::negative || (activity == Sign::zero && contains(negative_, j));
        idle = idle && idle_here;
      }
      slope = multiply_add(weights_[j], relu(z), slope);
    }
    using Kind = typename Corner<Number>::Kind;
    const Corner<Number> corner{line, forward ? Kind::forward_ray : Kind::backward_ray, -1,
                                Number(0.0)};
    const Check check = idle ? Check::holds : must_be_negative(slope);
    observer_(corner, slope, check);
    return check;
  }

  /// f must be negative where the hyperplane of `neuron` meets the line. A hyperplane parallel to
  /// the line has no vertex on it.
  CENSUS_HD Check vertex(const Line<Number>& line, int neuron) const {
    const Sign meets = sign(line.direction[neuron]);
    if (meets == Sign::zero) return Check::holds;
    if (meets == Sign::uncertain) return Check::uncertain;
    const Number position = negate(divide(line.offset[neuron], line.direction[neuron]));
    Number value(bias_);
    for (int j = 0; j < line.neurons; ++j) {
      if (j == neuron) continue;
      const Number z = multiply_add(position, line.direction[j], line.offset[j]);
      value = multiply_add(weights_[j], relu(z), value);
    }
    const Check check = must_be_negative(value);
    observer_(Corner<Number>{line, Corner<Number>::Kind::vertex, neuron, position}, value, check);
    return check;
  }

  CENSUS_HD static Check must_be_negative(const Number& value) {
    switch (sign(value)) {
      case Sign::negative:
        return Check::holds;
      case Sign::positive:
        return Check::fails;
      case Sign::zero:
        return Check::tie;
      case Sign::uncertain:
        break;
    }
    return Check::uncertain;
  }

  /// Notes the outcome of a check and returns whether to go on.
  CENSUS_HD bool record(Check check) {
    if (check == Check::fails) failed_ = true;
    if (check == Check::tie) tied_ = true;
    if (check == Check::uncertain) uncertain_ = true;
    return check != Check::fails;
  }

  Weight bias_;
  const Weight* weights_;
  NeuronSet negative_;
  Observer& observer_;
  bool failed_ = false;
  bool tied_ = false;
  bool dependent_ = false;
  bool uncertain_ = false;
};

}  // namespace census::unactivated
