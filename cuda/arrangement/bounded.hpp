#pragma once

#include <cmath>

#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"

namespace census {

/// A real number x known up to an error: |x - value| <= radius. A running error bound in the sense
/// of Higham, Accuracy and Stability of Numerical Algorithms, section 3.3, made rigorous, in
/// binary64 or binary32.
///
/// Unit roundoff u = 2^-53 (2^-24). A correctly rounded operation with exact result y returns
/// y (1 + d) + e with |d| <= u and |e| <= 2^-1075 (2^-150), e = 0 unless the result is subnormal,
/// hence errs by at most u |fl(y)| (1 + 2u) + e. Each radius below is a sum of fewer than eight
/// products of non-negative terms, itself computed with errors of that kind; `widen` multiplies it
/// by 1 + 32 u and adds `tiny`, more than all of them together. (What is divided gets its `tiny`
/// before the division, so that a small divisor cannot lift a lost subnormal above it.) Overflow
/// leaves an infinite or NaN radius, about which every question is answered "uncertain".
template <class Real>
struct BoundedReal {
  Real value = 0;
  Real radius = 0;

  BoundedReal() = default;
  /// The number x itself, without error.
  CENSUS_HD explicit BoundedReal(Real x) : value(x) {}
  CENSUS_HD BoundedReal(Real x, Real error) : value(x), radius(error) {}
};

using Bounded = BoundedReal<double>;
using Bounded32 = BoundedReal<float>;

namespace bounded {

template <class Real>
inline constexpr Real unit_roundoff = Real(0x1p-53);
template <>
inline constexpr float unit_roundoff<float> = 0x1p-24F;

/// Far above what subnormal results can lose, far below every parameter.
template <class Real>
inline constexpr Real tiny = Real(0x1p-1000);
template <>
inline constexpr float tiny<float> = 0x1p-100F;

/// Returns an upper bound of the exact value of a radius from its computed value.
template <class Real>
CENSUS_HD Real widen(Real radius) {
  return std::fma(radius, 1 + 32 * unit_roundoff<Real>, tiny<Real>);
}

}  // namespace bounded

/// |(a b + c) - (A B + C)| <= |A| rb + |B| ra + ra rb + rc, and one rounding.
template <class Real>
CENSUS_HD BoundedReal<Real> multiply_add(BoundedReal<Real> a, BoundedReal<Real> b,
                                         BoundedReal<Real> c) {
  const Real value = std::fma(a.value, b.value, c.value);
  Real radius = std::fma(bounded::unit_roundoff<Real>, std::fabs(value), c.radius);
  radius = std::fma(std::fabs(a.value) + a.radius, b.radius, radius);
  radius = std::fma(std::fabs(b.value), a.radius, radius);
  return {value, bounded::widen(radius)};
}

/// As above with an exact factor: |a| rb + rc, and one rounding.
template <class Real>
CENSUS_HD BoundedReal<Real> multiply_add(Real a, BoundedReal<Real> b, BoundedReal<Real> c) {
  const Real value = std::fma(a, b.value, c.value);
  Real radius = std::fma(bounded::unit_roundoff<Real>, std::fabs(value), c.radius);
  radius = std::fma(std::fabs(a), b.radius, radius);
  return {value, bounded::widen(radius)};
}

/// With numbers a, b within ra, rb of their values A, B and q = A / B:
/// |a/b - q| = |(a - A) - q (b - B)| / |b| <= (ra + |q| rb) / (|B| - rb), and one rounding. A
/// divisor that may be zero gives an infinite radius.
template <class Real>
CENSUS_HD BoundedReal<Real> divide(BoundedReal<Real> a, BoundedReal<Real> b) {
  const Real value = a.value / b.value;
  // fl(q) stands for q in the bound: the factor 2 covers its rounding. Where it underflows, what is
  // lost is below |e| rb / (|B| - rb) <= |e| / u, since |B| - rb is at least a unit in the last
  // place of rb; `widen` adds more.
  const Real numerator = std::fma(2 * std::fabs(value), b.radius, a.radius) + bounded::tiny<Real>;
  const Real denominator = (std::fabs(b.value) - b.radius) * (1 - 8 * bounded::unit_roundoff<Real>);
  const Real radius =
      std::fma(bounded::unit_roundoff<Real>, std::fabs(value), numerator / denominator);
  return {value, denominator > 0 ? bounded::widen(radius) : static_cast<Real>(HUGE_VAL)};
}

template <class Real>
CENSUS_HD BoundedReal<Real> negate(BoundedReal<Real> a) {
  return {-a.value, a.radius};
}

/// max(0, .) is 1-Lipschitz, so the radius stays; it is 0 when the number is certainly negative.
template <class Real>
CENSUS_HD BoundedReal<Real> relu(BoundedReal<Real> a) {
  const bool negative = a.value < -a.radius;
  return {a.value > 0 ? a.value : 0, negative ? 0 : a.radius};
}

template <class Real>
CENSUS_HD Sign sign(BoundedReal<Real> a) {
  if (a.value > a.radius) return Sign::positive;
  if (a.value < -a.radius) return Sign::negative;
  return a.value == 0 && a.radius == 0 ? Sign::zero : Sign::uncertain;
}

template <class Real>
CENSUS_HD Real pivot_size(BoundedReal<Real> a) {
  const Real least = std::fabs(a.value) - a.radius;
  return least > 0 ? least : 0;
}

}  // namespace census
