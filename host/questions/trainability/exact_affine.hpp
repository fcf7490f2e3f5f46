#pragma once

#include "host/exact/rational.hpp"

/// What cuda/questions/trainability/affine.hpp needs of numbers besides arithmetic, for rational
/// ones: all are exact. In the namespace of Rational, where templates find them.
namespace census {

inline bool is_exact_zero(const Rational& a) { return sign(a) == Sign::zero; }

inline Rational scaled_sum(float factor, const Rational& a, const Rational& b) {
  return multiply_add(Rational(static_cast<double>(factor)), a, b);
}

inline Sign compare(const Rational& a, const Rational& b) {
  if (a == b) return Sign::zero;
  return b < a ? Sign::positive : Sign::negative;
}

}  // namespace census
