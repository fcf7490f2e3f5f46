#pragma once

#include <cstdint>

#include "cuda/random/law.hpp"

namespace census::unactivated {

/// The largest sizes that the decision is compiled for.
inline constexpr int max_input_dimension = 8;
inline constexpr int max_width = 64;

/// One point of the question "is the second-layer neuron stably unactivated": the sizes of the
/// network, the law of each group of parameters and the key of the generator.
struct Point {
  int input_dimension = 1;  ///< n0, in 1..max_input_dimension
  int width = 1;            ///< n1, number of first-layer neurons, in 1..max_width
  Law first_weights;        ///< W_ik
  Law first_biases;         ///< b_i
  Law second_weights;       ///< w_i
  Law second_biases;        ///< c
  std::uint64_t key = 0;    ///< generator key, derived from the seed and the point's identity

  friend bool operator==(const Point&, const Point&) = default;
};

}  // namespace census::unactivated
