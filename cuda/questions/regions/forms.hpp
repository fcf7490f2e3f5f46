#pragma once

#include <cmath>
#include <cstddef>

#include "cuda/loops.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/octet.hpp"

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

/// A form up to its sign, as a number: 2 j for form j, 2 j + 1 for its negative.
CENSUS_HD inline int signed_form(int form, bool negated) { return 2 * form + (negated ? 1 : 0); }

/// The weights of a layer to the neurons from a block on: that from input i to neuron q at
/// [i stride + q].
struct Weights {
  const float* first;
  int stride;

  CENSUS_HD const float* from(int input) const {
    return first + static_cast<std::ptrdiff_t>(input) * stride;
  }
};

/// An input of a layer and what its weights are multiplied by: its coefficients, or their negatives
/// where it is taken away.
template <int dimension>
struct Term {
  double factor[dimension + 1];
  int input;
};

/// Returns input i, or its negative, as a term.
template <int dimension>
CENSUS_HD Term<dimension> term_of(const Forms<dimension>& inputs, int i, bool negated) {
  Term<dimension> term;
  for (int k = 0; k <= dimension; ++k) {
    const double coefficient = inputs.coefficient[k][i];
    term.factor[k] = negated ? -coefficient : coefficient;
  }
  term.input = i;
  return term;
}

/// An input of a layer and what it adds, for each unit of weight, to a pre-activation's error.
struct InputError {
  double error;
  int input;
};

/// Returns the rounding error of a chain of `terms` fused multiply-adds, relative to the sum of the
/// terms' magnitudes: gamma of Higham, Accuracy and Stability of Numerical Algorithms, section 3.1.
/// So it is where terms are taken away again, if the magnitudes are those of all that were added.
CENSUS_HD inline double chain_error(int terms) {
  return static_cast<double>(terms + 4) * unit_roundoff;
}

/// Returns what input i adds to errors: its own error, and that of a chain of so many terms,
/// relative to its size, for rounding.
template <int dimension>
CENSUS_HD InputError error_of(const Forms<dimension>& inputs, int i, int terms) {
  return {std::fma(chain_error(terms), inputs.size[i], inputs.error[i]), i};
}

/// The pre-activations of a few blocks of neurons as sums of the inputs that are on.
template <int dimension, int blocks, class Octet>
class BlockSums {
 public:
  /// Begins with the biases, no input being on.
  CENSUS_HD void begin(const float* biases) {
    CENSUS_UNROLL
    for (int b = 0; b < blocks; ++b) {
      CENSUS_UNROLL
      for (int k = 0; k < dimension; ++k) coefficient_[b][k] = Octet::fill(0.0);
      coefficient_[b][dimension] = Octet::load(biases + b * block_size);
    }
  }

  CENSUS_HD void load(const Forms<dimension>& forms) {
    CENSUS_UNROLL
    for (int b = 0; b < blocks; ++b) {
      CENSUS_UNROLL
      for (int k = 0; k <= dimension; ++k) {
        coefficient_[b][k] = Octet::load(forms.coefficient[k] + b * block_size);
      }
    }
  }

  /// Adds terms: z_j += sum_i W_ij x_i.
  CENSUS_HD void add(const Term<dimension>* terms, int count, const Weights& weights) {
    for (int n = 0; n < count; ++n) {
      const Term<dimension>& term = terms[n];
      const float* const from = weights.from(term.input);
      Octet weight[blocks];
      CENSUS_UNROLL
      for (int b = 0; b < blocks; ++b) weight[b] = Octet::load(from + b * block_size);
      CENSUS_UNROLL
      for (int k = 0; k <= dimension; ++k) {
        const Octet factor = Octet::fill(term.factor[k]);
        CENSUS_UNROLL
        for (int b = 0; b < blocks; ++b) {
          coefficient_[b][k] = Octet::fma(weight[b], factor, coefficient_[b][k]);
        }
      }
    }
  }

  /// Writes coefficients and sizes.
  CENSUS_HD void store(const Forms<dimension>& forms) const {
    CENSUS_UNROLL
    for (int b = 0; b < blocks; ++b) {
      Octet size = Octet::fill(0.0);
      CENSUS_UNROLL
      for (int k = 0; k <= dimension; ++k) {
        coefficient_[b][k].store(forms.coefficient[k] + b * block_size);
        size = Octet::add(size, Octet::fabs(coefficient_[b][k]));
      }
      size.store(forms.size + b * block_size);
    }
  }

 private:
  Octet coefficient_[blocks][dimension + 1];
};

/// Writes the errors of a few blocks of pre-activations, whichever of the inputs are on and in
/// whichever order they were added: with x_i known up to e_i, sum_i |W_ij| e_i for what the inputs
/// bring, and that of a chain of `terms`, relative to |b_j| + sum_i |W_ij| |x_i|, for rounding.
template <int blocks, class Octet>
CENSUS_HD void bound_errors(const InputError* inputs, int count, const float* biases,
                            const Weights& weights, int terms, double* errors) {
  const Octet chain = Octet::fill(chain_error(terms));
  Octet sum[blocks];
  CENSUS_UNROLL
  for (int b = 0; b < blocks; ++b) {
    sum[b] = Octet::multiply(chain, Octet::fabs(Octet::load(biases + b * block_size)));
  }
  for (int n = 0; n < count; ++n) {
    const float* const from = weights.from(inputs[n].input);
    const Octet error = Octet::fill(inputs[n].error);
    CENSUS_UNROLL
    for (int b = 0; b < blocks; ++b) {
      sum[b] = Octet::fma(Octet::fabs(Octet::load(from + b * block_size)), error, sum[b]);
    }
  }
  CENSUS_UNROLL
  for (int b = 0; b < blocks; ++b) {
    Octet::fma(sum[b], Octet::fill(widening), Octet::fill(underflow))
        .store(errors + b * block_size);
  }
}

/// Writes the norms of the weights to each of a few blocks of neurons.
template <int blocks, class Octet>
CENSUS_HD void find_norms(int inputs, const Weights& weights, double* norms) {
  CENSUS_UNROLL
  for (int b = 0; b < blocks; ++b) {
    Octet squares = Octet::fill(0.0);
    for (int i = 0; i < inputs; ++i) {
      const Octet weight = Octet::load(weights.from(i) + b * block_size);
      squares = Octet::fma(weight, weight, squares);
    }
    squares.store(norms + b * block_size);
  }
  for (int q = 0; q < blocks * block_size; ++q) norms[q] = std::sqrt(norms[q]);
}

/// More than underflow can lose in the norm of a layer's errors.
inline constexpr double norm_underflow = 0x1p-500;

/// Returns the norm of what a layer's inputs, on or off, add to errors as `error_of` has it.
template <class Octet, int dimension>
CENSUS_HD double norm_of_errors(const Forms<dimension>& inputs, int count, int terms) {
  const Octet chain = Octet::fill(chain_error(terms));
  Octet sum = Octet::fill(0.0);
  int i = 0;
  for (; i + block_size <= count; i += block_size) {
    const Octet error =
        Octet::fma(chain, Octet::load(inputs.size + i), Octet::load(inputs.error + i));
    sum = Octet::fma(error, error, sum);
  }
  double squares[block_size];
  sum.store(squares);
  double all = 0.0;
  for (const double each : squares) all += each;
  for (; i < count; ++i) {
    const double error = error_of(inputs, i, terms).error;
    all = std::fma(error, error, all);
  }
  return std::sqrt(all) + norm_underflow;
}

/// Writes the errors that `bound_errors` does, or larger ones: by the inequality of Cauchy and
/// Schwarz what the inputs bring, sum_i |W_ij| e_i, is at most the product of the norms of W_j
/// and e.
/// @param norms as `find_norms` writes them
/// @param error_norm as `norm_of_errors` returns it
template <int blocks, class Octet>
CENSUS_HD void bound_errors_by_norms(const double* norms, double error_norm, const float* biases,
                                     int terms, double* errors) {
  const Octet chain = Octet::fill(chain_error(terms));
  const Octet error = Octet::fill(error_norm);
  CENSUS_UNROLL
  for (int b = 0; b < blocks; ++b) {
    const Octet of_bias = Octet::multiply(chain, Octet::fabs(Octet::load(biases + b * block_size)));
    const Octet sum = Octet::fma(Octet::load(norms + b * block_size), error, of_bias);
    Octet::fma(sum, Octet::fill(widening), Octet::fill(underflow)).store(errors + b * block_size);
  }
}

}  // namespace census::regions
