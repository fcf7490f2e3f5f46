#pragma once

#include <cmath>

#include "cuda/portability.hpp"

namespace census {

/// What is known about the sign of a number.
enum class Sign { negative, zero, positive, uncertain };

/// The arithmetic that elimination and the checks are written in, as functions of a `Number`:
///
///     multiply_add(a, b, c)   a b + c
///     divide(a, b)            a / b, where sign(b) is positive or negative
///     negate(a)               -a
///     relu(a)                 max(0, a)
///     sign(a)
///     pivot_size(a)           how good a pivot `a` is: 0 when it may be zero, else larger is
///     better
///
/// Three types have them: `double`, which believes its rounded results (for measuring what
/// certainty costs); `Bounded`, which knows how wrong they can be and then says "uncertain"; and
/// the host's rational numbers, which are never wrong.
CENSUS_HD inline double multiply_add(double a, double b, double c) { return std::fma(a, b, c); }
CENSUS_HD inline double divide(double a, double b) { return a / b; }
CENSUS_HD inline double negate(double a) { return -a; }
CENSUS_HD inline double relu(double a) { return a > 0.0 ? a : 0.0; }
CENSUS_HD inline double pivot_size(double a) { return a < 0.0 ? -a : a; }

CENSUS_HD inline Sign sign(double a) {
  if (a > 0.0) return Sign::positive;
  if (a < 0.0) return Sign::negative;
  return a == 0.0 ? Sign::zero : Sign::uncertain;
}

}  // namespace census
