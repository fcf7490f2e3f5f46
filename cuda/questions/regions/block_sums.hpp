#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/loops.hpp"
#include "cuda/portability.hpp"

namespace census::regions {

/// The weights of a layer to the neurons from a block on: that from input i to neuron q at
/// [i stride + q].
struct Weights {
  const float* first;
  int stride;

  CENSUS_HD const float* from(int input) const {
    return first + static_cast<std::ptrdiff_t>(input) * stride;
  }
};

/// Some of a layer's inputs, as words of one bit each.
struct InputSet {
  const std::uint64_t* word;
  int words;

  /// Calls f(i) for every input i of the set, in increasing order.
  template <class Function>
  CENSUS_HD void for_each(const Function& f) const {
    for (int w = 0; w < words; ++w) {
      for (std::uint64_t rest = word[w]; rest != 0; rest &= rest - 1) f(64 * w + lowest_one(rest));
    }
  }
};

/// The pre-activations of the neurons of a few vectors as sums of the inputs that are on.
template <int dimension, int vectors, class Numbers>
class BlockSums {
 public:
  using Number = typename Numbers::Number;

  /// Begins with the biases, no input being on.
  CENSUS_HD void begin(const float* biases) {
    CENSUS_UNROLL
    for (int v = 0; v < vectors; ++v) {
      CENSUS_UNROLL
      for (int k = 0; k < dimension; ++k) coefficient_[v][k] = Numbers::fill(Number{0});
      coefficient_[v][dimension] = Numbers::load(biases + v * Numbers::count);
    }
  }

  /// Begins with what `store` has written.
  CENSUS_HD void load(Number* const (&from)[dimension + 1]) {
    CENSUS_UNROLL
    for (int v = 0; v < vectors; ++v) {
      CENSUS_UNROLL
      for (int k = 0; k <= dimension; ++k) {
        coefficient_[v][k] = Numbers::load(from[k] + v * Numbers::count);
      }
    }
  }

  /// Adds W_ij x_i for the inputs of a set.
  /// @param inputs [k][i] is coefficient k of x_i
  CENSUS_HD void add(Number* const (&inputs)[dimension + 1], const InputSet& set,
                     const Weights& weights) {
    set.for_each([&](int i) { add(inputs, i, Number{1}, weights); });
  }

  /// Adds W_ij x_i for those inputs of a set that are on, and takes it away for the others.
  /// @param on words of one bit for each input
  CENSUS_HD void change(Number* const (&inputs)[dimension + 1], const InputSet& set,
                        const std::uint64_t* on, const Weights& weights) {
    set.for_each([&](int i) {
      // Without a branch, which could not be predicted.
      const int is_on = static_cast<int>(on[i >> 6] >> (i & 63) & 1);
      add(inputs, i, static_cast<Number>(2 * is_on - 1), weights);
    });
  }

  template <class To>
  CENSUS_HD void store(To* const (&to)[dimension + 1]) const {
    CENSUS_UNROLL
    for (int v = 0; v < vectors; ++v) {
      CENSUS_UNROLL
      for (int k = 0; k <= dimension; ++k) coefficient_[v][k].store(to[k] + v * Numbers::count);
    }
  }

  /// Writes the sums of the coefficients' magnitudes.
  CENSUS_HD void store_sizes(Number* to) const {
    CENSUS_UNROLL
    for (int v = 0; v < vectors; ++v) {
      Numbers size = Numbers::fabs(coefficient_[v][0]);
      CENSUS_UNROLL
      for (int k = 1; k <= dimension; ++k) {
        size = Numbers::add(size, Numbers::fabs(coefficient_[v][k]));
      }
      size.store(to + v * Numbers::count);
    }
  }

 private:
  CENSUS_HD void add(Number* const (&inputs)[dimension + 1], int i, Number factor,
                     const Weights& weights) {
    const float* const from = weights.from(i);
    Numbers weight[vectors];
    CENSUS_UNROLL
    for (int v = 0; v < vectors; ++v) weight[v] = Numbers::load(from + v * Numbers::count);
    CENSUS_UNROLL
    for (int k = 0; k <= dimension; ++k) {
      const Numbers coefficient = Numbers::fill(factor * inputs[k][i]);
      CENSUS_UNROLL
      for (int v = 0; v < vectors; ++v) {
        coefficient_[v][k] = Numbers::fma(weight[v], coefficient, coefficient_[v][k]);
      }
    }
  }

  Numbers coefficient_[vectors][dimension + 1];
};

}  // namespace census::regions
