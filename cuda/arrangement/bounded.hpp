#pragma once

#include <cmath>

#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"

namespace census {

/// A real number x known up to an error: |x - value| <= radius. A running error bound in the sense
/// of Higham, Accuracy and Stability of Numerical Algorithms, section 3.3, made rigorous.
///
/// Unit roundoff u = 2^-53. A correctly rounded operation with exact result y returns
/// y (1 + d) + e with |d| <= u and |e| <= 2^-1075 (e = 0 unless the result is subnormal), hence
/// errs by at most u |fl(y)| (1 + 2u) + 2^-1075. Each radius below is a sum of fewer than eight
/// products of non-negative terms, itself computed with errors of that kind; `widen` multiplies it
/// by 1 + 2^-48 and adds 2^-1000, more than all of them together. (What is divided gets its 2^-1000
/// before the division, so that a small divisor cannot lift a lost subnormal above it.) Overflow
/// leaves an infinite or NaN radius, about which every question is answered "uncertain".
struct Bounded {
  double value = 0.0;
  double radius = 0.0;

  Bounded() = default;
  /// The number x itself, without error.
  CENSUS_HD explicit Bounded(double x) : value(x) {}
  CENSUS_HD Bounded(double x, double error) : value(x), radius(error) {}
};

namespace bounded {

inline constexpr double unit_roundoff = 0x1p-53;

/// Returns an upper bound of the exact value of a radius from its computed value.
CENSUS_HD inline double widen(double radius) { return std::fma(radius, 1.0 + 0x1p-48, 0x1p-1000); }

}  // namespace bounded

/// |(a b + c) - (A B + C)| <= |A| rb + |B| ra + ra rb + rc, and one rounding.
CENSUS_HD inline Bounded multiply_add(Bounded a, Bounded b, Bounded c) {
  const double value = std::fma(a.value, b.value, c.value);
  double radius = std::fma(bounded::unit_roundoff, std::fabs(value), c.radius);
  radius = std::fma(std::fabs(a.value) + a.radius, b.radius, radius);
  radius = std::fma(std::fabs(b.value), a.radius, radius);
  return {value, bounded::widen(radius)};
}

/// As above with an exact factor: |a| rb + rc, and one rounding.
CENSUS_HD inline Bounded multiply_add(double a, Bounded b, Bounded c) {
  const double value = std::fma(a, b.value, c.value);
  double radius = std::fma(bounded::unit_roundoff, std::fabs(value), c.radius);
  radius = std::fma(std::fabs(a), b.radius, radius);
  return {value, bounded::widen(radius)};
}

/// With numbers a, b within ra, rb of their values A, B and q = A / B:
/// |a/b - q| = |(a - A) - q (b - B)| / |b| <= (ra + |q| rb) / (|B| - rb), and one rounding. A
/// divisor that may be zero gives an infinite radius.
CENSUS_HD inline Bounded divide(Bounded a, Bounded b) {
  const double value = a.value / b.value;
  // fl(q) stands for q in the bound: the factor 2 covers its rounding. Where it underflows, what is
  // lost is below 2^-1075 rb / (|B| - rb) <= 2^-1021, since |B| - rb is at least a unit in the last
  // place of rb; `widen` adds more.
  const double numerator = std::fma(2.0 * std::fabs(value), b.radius, a.radius) + 0x1p-1000;
  const double denominator = (std::fabs(b.value) - b.radius) * (1.0 - 0x1p-50);
  if (!(denominator > 0.0)) return {value, HUGE_VAL};
  const double radius = std::fma(bounded::unit_roundoff, std::fabs(value), numerator / denominator);
  return {value, bounded::widen(radius)};
}

CENSUS_HD inline Bounded negate(Bounded a) { return {-a.value, a.radius}; }

/// max(0, .) is 1-Lipschitz, so the radius stays; it is 0 when the number is certainly not
/// positive.
CENSUS_HD inline Bounded relu(Bounded a) {
  if (a.value <= -a.radius) return {};
  return {a.value > 0.0 ? a.value : 0.0, a.radius};
}

CENSUS_HD inline Sign sign(Bounded a) {
  if (a.value > a.radius) return Sign::positive;
  if (a.value < -a.radius) return Sign::negative;
  return a.value == 0.0 && a.radius == 0.0 ? Sign::zero : Sign::uncertain;
}

CENSUS_HD inline double pivot_size(Bounded a) {
  const double least = std::fabs(a.value) - a.radius;
  return least > 0.0 ? least : 0.0;
}

}  // namespace census
