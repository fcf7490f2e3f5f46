#pragma once

#include "cuda/loops.hpp"
#include "cuda/portability.hpp"

namespace census::regions {

/// Factor by which a computed error bound is enlarged: more than all the rounding errors that were
/// made while computing it, and all terms of second order.
inline constexpr double widening = 1.0 + 0x1p-10;
/// More than what underflow can lose in any one of the computations below.
inline constexpr double underflow = 0x1p-1000;
inline constexpr double unit_roundoff = 0x1p-53;

/// Affine functions on the domain: form j is sum_k coefficient[k][j] x_k, with x_dimension = 1.
/// In homogeneous coordinates it is linear, and on a line (plane) it has 2 (3) coefficients.
///
/// The exact coefficients differ from the computed ones by at most error[j], their errors added up;
/// size[j] is the sum of the computed coefficients' magnitudes.
template <int dimension>
struct Forms {
  double* coefficient[dimension + 1];
  double* error;
  double* size;

  CENSUS_HD void shift(int by) {
    CENSUS_UNROLL
    for (int k = 0; k <= dimension; ++k) coefficient[k] += by;
    error += by;
    size += by;
  }

  /// Returns the forms from number `by` on.
  CENSUS_HD Forms from(int by) const {
    Forms forms = *this;
    forms.shift(by);
    return forms;
  }
};

/// Forms in binary32, without bounds of their own.
template <int dimension>
struct SingleForms {
  float* coefficient[dimension + 1];

  CENSUS_HD SingleForms from(int by) const {
    SingleForms forms = *this;
    CENSUS_UNROLL
    for (float*& each : forms.coefficient) each += by;
    return forms;
  }
};

/// A form up to its sign, as a number: 2 j for form j, 2 j + 1 for its negative.
CENSUS_HD inline int signed_form(int form, bool negated) { return 2 * form + (negated ? 1 : 0); }

/// Returns the negative of a signed form.
CENSUS_HD inline int negated(int line) { return line ^ 1; }

}  // namespace census::regions
