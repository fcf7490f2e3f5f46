#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/approximate.hpp"
#include "cuda/questions/regions/forms.hpp"

namespace census::regions {

/// A point of the domain in homogeneous coordinates, the last one not negative and 0 at infinity;
/// a positive multiple of the exact point differs from `coordinate` by at most `error` in each
/// entry, and no entry of either exceeds 1 by more than that.
///
/// A vertex is always computed from the two forms (on a line: from the one form) that vanish there,
/// never from other vertices: its error is that of the forms, however deep the subdivision.
template <int dimension>
struct Vertex {
  double coordinate[dimension + 1];
  double error;
};

/// Vertices whose errors are larger are of no use: the bounds below are for smaller ones.
inline constexpr double max_vertex_error = 0x1p-11;

/// Returns the power of two that takes x, a normal positive number below 2^1020, to (1/2, 1]: the
/// exponents' fields, which are 1023 for 1, add up to 2045, if x is not itself a power.
CENSUS_HD inline double power_of_two_below_reciprocal(double x) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  bits = (std::uint64_t{2045} << 52) - ((bits - 1) & std::uint64_t{0x7ff} << 52);
  double power = 0.0;
  std::memcpy(&power, &bits, sizeof power);
  return power;
}

/// Scales a point by a power of two, exactly, so that its largest coordinate is in (1/2, 1].
/// Returns false when too little is known about it.
template <int dimension>
CENSUS_HD bool normalise(double error, Vertex<dimension>& vertex) {
  double largest = 0.0;
  for (const double x : vertex.coordinate) {
    const double magnitude = std::fabs(x);
    largest = magnitude > largest ? magnitude : largest;
  }
  // The error is not less than `underflow`, so that the largest coordinate is a normal number.
  if (!(error < largest * max_vertex_error * 0.5) || !(largest < 0x1p1020)) return false;
  const double factor = power_of_two_below_reciprocal(largest);
  for (double& x : vertex.coordinate) x *= factor;
  vertex.error = std::fma(error, factor, underflow);
  return true;
}

/// Sets `vertex` to the cross product g x f of two signed forms on a plane. Its last coordinate is
/// positive when the boundary of {g >= 0, f >= 0}, counterclockwise, follows g and then f.
///
/// |g x f - G x F| <= |g| df + |f| dg + dg df in each entry, and the rounding of two products and
/// their difference, at most 3 u |g| |f|.
CENSUS_HD inline bool meet(const Forms<2>& forms, int g, int f, Vertex<2>& vertex) {
  const int i = g / 2;
  const int j = f / 2;
  const auto sign = static_cast<double>(1 - 2 * ((g ^ f) & 1));
  const double ga = sign * forms.coefficient[0][i];
  const double gb = sign * forms.coefficient[1][i];
  const double gc = sign * forms.coefficient[2][i];
  const double fa = forms.coefficient[0][j];
  const double fb = forms.coefficient[1][j];
  const double fc = forms.coefficient[2][j];
  vertex.coordinate[0] = std::fma(gb, fc, -(gc * fb));
  vertex.coordinate[1] = std::fma(gc, fa, -(ga * fc));
  vertex.coordinate[2] = std::fma(ga, fb, -(gb * fa));
  const double g_size = forms.size[i];
  const double f_size = forms.size[j];
  double error = std::fma(8.0 * unit_roundoff * g_size, f_size, underflow);
  error = std::fma(g_size, forms.error[j], error);
  error = std::fma(f_size + forms.error[j], forms.error[i], error);
  return normalise(error * widening, vertex);
}

/// Sets `vertex` to the zero of an increasing signed form a s + c on a line: (-c, a).
CENSUS_HD inline bool meet(const Forms<1>& forms, int f, Vertex<1>& vertex) {
  const int j = f / 2;
  const double sign = f % 2 == 0 ? 1.0 : -1.0;
  vertex.coordinate[0] = -sign * forms.coefficient[1][j];
  vertex.coordinate[1] = sign * forms.coefficient[0][j];
  return normalise(std::fma(forms.error[j], widening, underflow), vertex);
}

/// Returns whether a vertex is the domain's origin. In cells of central layers this is exact: the
/// coordinates are then differences of products with a factor 0, or given.
template <int dimension>
CENSUS_HD bool is_origin(const Vertex<dimension>& vertex) {
  for (int k = 0; k < dimension; ++k) {
    if (vertex.coordinate[k] != 0.0) return false;
  }
  return true;
}

/// Returns what the error of a vertex and rounding add to the error of a form that is evaluated
/// there, relative to the form's size: with |p| <= 1, |f.p - F.P| <= df |P| + |f| dp and three
/// roundings.
CENSUS_HD inline double relative_evaluation_error(double vertex_error) {
  return vertex_error + 8.0 * unit_roundoff;
}

/// Returns the value of form j at a vertex.
template <int dimension>
CENSUS_HD Approximate value_at(const Forms<dimension>& forms, int j,
                               const Vertex<dimension>& vertex) {
  double value = forms.coefficient[dimension][j] * vertex.coordinate[dimension];
  for (int k = 0; k < dimension; ++k) {
    value = std::fma(forms.coefficient[k][j], vertex.coordinate[k], value);
  }
  return {value, std::fma(forms.size[j], relative_evaluation_error(vertex.error), forms.error[j]) *
                     widening};
}

/// Returns the sign of form j at a vertex.
template <int dimension>
CENSUS_HD Sign sign_at(const Forms<dimension>& forms, int j, const Vertex<dimension>& vertex) {
  return sign(value_at(forms, j, vertex));
}

}  // namespace census::regions
