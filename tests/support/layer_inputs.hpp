#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gmpxx.h>

#include "cuda/questions/regions/block.hpp"
#include "cuda/questions/regions/block_sums.hpp"
#include "cuda/questions/regions/forms.hpp"

namespace census::testing {

/// Inputs of a layer on a plane, with memory of their own, and what they are exactly.
struct LayerInputs {
  static constexpr int count = 13;

  double memory[5][count] = {};
  float single_memory[3][count] = {};
  regions::Forms<2> forms{{memory[0], memory[1], memory[2]}, memory[3], memory[4]};
  regions::SingleForms<2> singles{{single_memory[0], single_memory[1], single_memory[2]}};
  mpq_class exact[3][count];

  /// Draws coefficients of magnitudes from 2^-20 to 2^20; the exact ones are off by all of the
  /// errors, or by nothing where these are not wanted.
  LayerInputs(std::mt19937_64& engine, bool with_errors) {
    for (int i = 0; i < count; ++i) {
      const double error = with_errors ? std::ldexp(std::fabs(draw(engine)), -30) : 0.0;
      for (int k = 0; k < 3; ++k) {
        const double coefficient = draw(engine);
        forms.coefficient[k][i] = coefficient;
        forms.size[i] += std::fabs(coefficient);
        singles.coefficient[k][i] = static_cast<float>(coefficient);
        exact[k][i] = coefficient;
      }
      exact[engine() % 3][i] += engine() % 2 == 0 ? error : -error;
      forms.error[i] = i % 4 == 0 ? error : error * 1.0000001;
    }
  }
  LayerInputs(const LayerInputs&) = delete;
  LayerInputs& operator=(const LayerInputs&) = delete;

  static double draw(std::mt19937_64& engine) {
    std::normal_distribution<double> normal;
    return std::ldexp(normal(engine), static_cast<int>(engine() % 41) - 20);
  }
};

/// Weights and biases of a block of neurons.
struct BlockWeights {
  float weights[LayerInputs::count][regions::block_size];
  float biases[regions::block_size];

  explicit BlockWeights(std::mt19937_64& engine) {
    for (auto& row : weights) {
      for (float& weight : row) weight = static_cast<float>(LayerInputs::draw(engine));
    }
    for (float& bias : biases) bias = static_cast<float>(LayerInputs::draw(engine));
  }

  regions::Weights view() const { return {&weights[0][0], regions::block_size}; }

  /// Returns coefficient k of neuron q's exact pre-activation where a set of inputs is on.
  mpq_class exact(const LayerInputs& inputs, std::uint64_t on, int q, int k) const {
    mpq_class sum = k == 2 ? mpq_class(static_cast<double>(biases[q])) : mpq_class(0);
    for (int i = 0; i < LayerInputs::count; ++i) {
      if ((on >> i & 1) != 0) sum += static_cast<double>(weights[i][q]) * inputs.exact[k][i];
    }
    return sum;
  }
};

/// Returns a set of inputs that holds each with probability 2/3.
inline std::uint64_t draw_set(std::mt19937_64& engine) {
  std::uint64_t set = 0;
  for (int i = 0; i < LayerInputs::count; ++i) {
    if (engine() % 3 != 0) set |= std::uint64_t{1} << i;
  }
  return set;
}

}  // namespace census::testing
