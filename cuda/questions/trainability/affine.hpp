#pragma once

#include "cuda/arrangement/bounded.hpp"
#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"

namespace census::trainability {

/// Affine functions of one variable, slope x + offset, in the arithmetic of number.hpp. Bounded
/// numbers are exact where their radius is 0; zeros that are exact stay so: without biases all
/// boundaries of a network meet at x = 0, and that is no doubtful case.

CENSUS_HD inline bool is_exact(const Bounded& a) { return a.radius == 0.0; }
CENSUS_HD inline bool is_exact_zero(const Bounded& a) { return a.value == 0.0 && is_exact(a); }
CENSUS_HD inline Bounded scaled_sum(float factor, const Bounded& a, const Bounded& b) {
  return multiply_add(static_cast<double>(factor), a, b);
}

/// Returns the sign of a - b.
CENSUS_HD inline Sign compare(const Bounded& a, const Bounded& b) {
  if (is_exact(a) && is_exact(b)) {
    if (a.value == b.value) return Sign::zero;
    return a.value > b.value ? Sign::positive : Sign::negative;
  }
  return sign(multiply_add(-1.0, b, a));
}

/// Adds factor times `a` to `sum`.
template <class Number>
CENSUS_HD void add_scaled(float factor, const Number& a, Number& sum) {
  if (!is_exact_zero(a)) sum = scaled_sum(factor, a, sum);
}

/// Returns slope x + offset.
template <class Number>
CENSUS_HD Number value_at(const Number& x, const Number& slope, const Number& offset) {
  if (is_exact_zero(slope) || is_exact_zero(x)) return offset;
  return multiply_add(slope, x, offset);
}

/// Returns where slope x + offset is 0; the slope is not.
template <class Number>
CENSUS_HD Number zero_of(const Number& slope, const Number& offset) {
  if (is_exact_zero(offset)) return Number(0.0);
  return divide(negate(offset), slope);
}

}  // namespace census::trainability
