#pragma once

#include <cmath>
#include <cstddef>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/block_loop.hpp"

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

/// Forms of one block of neurons while their terms are added up.
template <int dimension>
struct FormBlock {
  double coefficient[dimension + 1][block_size];
  double error[block_size];
};

/// Returns the rounding error of a chain of `terms` fused multiply-adds, relative to the sum of the
/// terms' magnitudes: gamma of Higham, Accuracy and Stability of Numerical Algorithms, section 3.1.
CENSUS_HD inline double chain_error(int terms) {
  return static_cast<double>(terms + 4) * unit_roundoff;
}

/// Begins the pre-activations of a block with its biases. The chains that follow round a bias, too.
template <int dimension>
CENSUS_HD void begin_block(const float* biases, double chain, FormBlock<dimension>& block) {
  CENSUS_BLOCK_LOOP
  for (int q = 0; q < block_size; ++q) {
    const auto bias = static_cast<double>(biases[q]);
    for (int k = 0; k < dimension; ++k) block.coefficient[k][q] = 0.0;
    block.coefficient[dimension][q] = bias;
    block.error[q] = chain * std::fabs(bias);
  }
}

/// One input of a layer: its weights to a block of neurons, its coefficients as a form and, last,
/// what its error and the rounding of the chain amount to.
template <int dimension>
struct Term {
  const float* weights;
  double factor[dimension + 2];

  CENSUS_HD Term(const Forms<dimension>& inputs, int i, const float* layer_weights, int stride,
                 double chain)
      : weights(layer_weights + static_cast<std::ptrdiff_t>(i) * stride) {
    for (int k = 0; k <= dimension; ++k) factor[k] = inputs.coefficient[k][i];
    factor[dimension + 1] = std::fma(chain, inputs.size[i], inputs.error[i]);
  }
};

/// Adds weight times input for the inputs list[0], ..., list[count - 1] to a block of
/// pre-activations: z_j += sum_i W_ij x_i, weights[i * stride + q] the weight from input i to the
/// block's neuron q. With x_i known up to e_i and a chain error c, the error grows by
/// sum_i |W_ij| (e_i + c |x_i|): what the inputs bring, and the rounding of the chain.
template <int dimension>
CENSUS_HD void add_inputs(const Forms<dimension>& inputs, const int* list, int count,
                          const float* weights, int stride, double chain,
                          FormBlock<dimension>& sum) {
  int n = 0;
  // Four inputs at a time, one after the other: the sums are loaded and stored once for all four.
  for (; n + 4 <= count; n += 4) {
    const Term<dimension> a(inputs, list[n], weights, stride, chain);
    const Term<dimension> b(inputs, list[n + 1], weights, stride, chain);
    const Term<dimension> c(inputs, list[n + 2], weights, stride, chain);
    const Term<dimension> d(inputs, list[n + 3], weights, stride, chain);
    CENSUS_BLOCK_LOOP
    for (int q = 0; q < block_size; ++q) {
      const auto wa = static_cast<double>(a.weights[q]);
      const auto wb = static_cast<double>(b.weights[q]);
      const auto wc = static_cast<double>(c.weights[q]);
      const auto wd = static_cast<double>(d.weights[q]);
      for (int k = 0; k <= dimension; ++k) {
        const double two =
            std::fma(wb, b.factor[k], std::fma(wa, a.factor[k], sum.coefficient[k][q]));
        sum.coefficient[k][q] = std::fma(wd, d.factor[k], std::fma(wc, c.factor[k], two));
      }
      constexpr int e = dimension + 1;
      const double two =
          std::fma(std::fabs(wb), b.factor[e], std::fma(std::fabs(wa), a.factor[e], sum.error[q]));
      sum.error[q] =
          std::fma(std::fabs(wd), d.factor[e], std::fma(std::fabs(wc), c.factor[e], two));
    }
  }
  for (; n < count; ++n) {
    const Term<dimension> a(inputs, list[n], weights, stride, chain);
    CENSUS_BLOCK_LOOP
    for (int q = 0; q < block_size; ++q) {
      const auto weight = static_cast<double>(a.weights[q]);
      for (int k = 0; k <= dimension; ++k) {
        sum.coefficient[k][q] = std::fma(weight, a.factor[k], sum.coefficient[k][q]);
      }
      sum.error[q] = std::fma(std::fabs(weight), a.factor[dimension + 1], sum.error[q]);
    }
  }
}

template <int dimension>
CENSUS_HD void load_block(const Forms<dimension>& forms, FormBlock<dimension>& block) {
  CENSUS_BLOCK_LOOP
  for (int q = 0; q < block_size; ++q) {
    for (int k = 0; k <= dimension; ++k) block.coefficient[k][q] = forms.coefficient[k][q];
    block.error[q] = forms.error[q];
  }
}

/// Writes a block; `size` is left as it is.
template <int dimension>
CENSUS_HD void store_block(const FormBlock<dimension>& block, const Forms<dimension>& forms) {
  CENSUS_BLOCK_LOOP
  for (int q = 0; q < block_size; ++q) {
    for (int k = 0; k <= dimension; ++k) forms.coefficient[k][q] = block.coefficient[k][q];
    forms.error[q] = block.error[q];
  }
}

/// Writes a block whose sums are complete, with sizes and final errors.
template <int dimension>
CENSUS_HD void finish_block(const FormBlock<dimension>& block, const Forms<dimension>& forms) {
  CENSUS_BLOCK_LOOP
  for (int q = 0; q < block_size; ++q) {
    double size = 0.0;
    for (int k = 0; k <= dimension; ++k) {
      forms.coefficient[k][q] = block.coefficient[k][q];
      size += std::fabs(block.coefficient[k][q]);
    }
    forms.size[q] = size;
    forms.error[q] = std::fma(block.error[q], widening, underflow);
  }
}

}  // namespace census::regions
