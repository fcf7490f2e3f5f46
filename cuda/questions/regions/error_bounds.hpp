#pragma once

#include <cmath>

#include "cuda/loops.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/block.hpp"
#include "cuda/questions/regions/block_sums.hpp"
#include "cuda/questions/regions/forms.hpp"

namespace census::regions {

/// Returns the rounding error of a chain of `terms` fused multiply-adds, relative to the sum of the
/// terms' magnitudes: gamma of Higham, Accuracy and Stability of Numerical Algorithms, section 3.1.
/// So it is where terms are taken away again, if the magnitudes are those of all that were added.
CENSUS_HD inline double chain_error(int terms) {
  return static_cast<double>(terms + 4) * unit_roundoff;
}

/// Returns what input i adds, for each unit of weight, to a pre-activation's error: its own error,
/// and that of a chain of so many terms, relative to its size, for rounding.
template <int dimension>
CENSUS_HD double error_of(const Forms<dimension>& inputs, int i, int terms) {
  return std::fma(chain_error(terms), inputs.size[i], inputs.error[i]);
}

/// Writes the errors of the pre-activations of a few blocks of neurons, whichever of a set of
/// inputs are on and in whichever order they were added: with x_i known up to e_i, sum_i |W_ij| e_i
/// for what the inputs bring, and that of a chain of `terms`, relative to |b_j| + sum_i |W_ij|
/// |x_i|, for rounding.
template <int blocks, class Octet, int dimension>
CENSUS_HD void bound_errors(const Forms<dimension>& inputs, const InputSet& set,
                            const float* biases, const Weights& weights, int terms,
                            double* errors) {
  const Octet chain = Octet::fill(chain_error(terms));
  Octet sum[blocks];
  CENSUS_UNROLL
  for (int b = 0; b < blocks; ++b) {
    sum[b] = Octet::multiply(chain, Octet::fabs(Octet::load(biases + b * block_size)));
  }
  set.for_each([&](int i) {
    const float* const from = weights.from(i);
    const Octet error = Octet::fill(error_of(inputs, i, terms));
    CENSUS_UNROLL
    for (int b = 0; b < blocks; ++b) {
      sum[b] = Octet::fma(Octet::fabs(Octet::load(from + b * block_size)), error, sum[b]);
    }
  });
  CENSUS_UNROLL
  for (int b = 0; b < blocks; ++b) {
    Octet::fma(sum[b], Octet::fill(widening), Octet::fill(underflow))
        .store(errors + b * block_size);
  }
}

}  // namespace census::regions
