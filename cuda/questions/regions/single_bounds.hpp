#pragma once

#include <cmath>

#include "cuda/loops.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/block.hpp"
#include "cuda/questions/regions/block_sums.hpp"
#include "cuda/questions/regions/forms.hpp"

namespace census::regions {

inline constexpr double single_roundoff = 0x1p-24;
/// More than what underflow in binary32 can lose in an input, in a chain of sums, or in a value.
inline constexpr double single_underflow = 0x1p-120;
/// Vertices that are known less well than that are too bad for forms in binary32.
inline constexpr double max_single_vertex_error = 0x1p-26;
/// Bounds beyond that are infinite, so that nothing is certain where binary32 could overflow: the
/// magnitudes of all terms of a sum are less than 2^22 times as much as its bound.
inline constexpr double max_single_bound = 0x1p80;
/// The least binary32 number that is too large, over the largest bound.
inline constexpr double single_range = 0x1p128 / max_single_bound;

/// Returns the error of the value, at a vertex, of a chain of `terms` fused multiply-adds in
/// binary32, relative to the sum of the terms' magnitudes. To the chain's (see chain_error) it adds
/// one unit for rounding its inputs and one for rounding the vertex, three for evaluating, one for
/// the vertex's own error.
CENSUS_HD inline double single_chain_error(int terms) {
  return static_cast<double>(terms + 10) * single_roundoff;
}

/// Writes the norms of the weights to each neuron of a block.
template <class Octet>
CENSUS_HD void find_norms(int inputs, const Weights& weights, double* norms) {
  Octet squares = Octet::fill(0.0);
  for (int i = 0; i < inputs; ++i) {
    const Octet weight = Octet::load(weights.from(i));
    squares = Octet::fma(weight, weight, squares);
  }
  squares.store(norms);
  for (int q = 0; q < block_size; ++q) norms[q] = std::sqrt(norms[q]);
}

/// More than underflow can lose in the norm of a layer's errors.
inline constexpr double norm_underflow = 0x1p-500;

/// Returns the norm of what a set of inputs adds, for each unit of weight, to errors of values in
/// binary32 at vertices: their own errors, and those of a chain of so many terms. It is infinite
/// where an input could overflow in binary32.
template <int dimension>
CENSUS_HD double norm_of_single_errors(const Forms<dimension>& inputs, const InputSet& set,
                                       int terms) {
  const double chain = single_chain_error(terms);
  double sum = 0.0;
  set.for_each([&](int i) {
    const double error = std::fma(chain, inputs.size[i], inputs.error[i] + single_underflow);
    sum = std::fma(error, error, sum);
  });
  const double norm = std::sqrt(sum) + norm_underflow;
  return norm < max_single_bound ? norm : HUGE_VAL;
}

/// Bounds the errors of values in binary32 at vertices, of the pre-activations of a block of
/// neurons, whichever inputs are on: by the inequality of Cauchy and Schwarz what the inputs bring,
/// sum_i |W_ij| e_i, is at most the product of the norms of W_j and e. The bounds are infinite
/// where binary32 could overflow.
/// @param norms as `find_norms` writes them
/// @param error_norm as `norm_of_single_errors` returns it
template <class Octet>
CENSUS_HD void bound_single_values(const double* norms, double error_norm, const float* biases,
                                   int terms, float* bounds) {
  const Octet chain = Octet::fill(single_chain_error(terms));
  const Octet of_bias =
      Octet::fma(chain, Octet::fabs(Octet::load(biases)), Octet::fill(single_underflow));
  const Octet sum = Octet::fma(Octet::load(norms), Octet::fill(error_norm), of_bias);
  // Converted to binary32 a factor up, so that bounds beyond the largest become infinite.
  Octet::multiply(sum, Octet::fill(widening * single_range)).store(bounds);
  for (int q = 0; q < block_size; ++q) bounds[q] *= static_cast<float>(1.0 / single_range);
}

}  // namespace census::regions
