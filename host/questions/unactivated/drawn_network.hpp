#pragma once

#include <cstdint>
#include <vector>

#include "cuda/questions/unactivated/point.hpp"
#include "host/questions/unactivated/exact_network.hpp"

namespace census::unactivated {

/// All parameters of one network as they were drawn: binary32 numbers.
struct DrawnNetwork {
  std::vector<std::vector<float>> first_weights;  ///< W, n1 rows of n0
  std::vector<float> first_biases;                ///< b, n1
  std::vector<float> second_weights;              ///< w, n1
  float second_bias = 0.0F;                       ///< c
};

/// Draws network `id` of `point` again.
DrawnNetwork draw(const Point& point, std::uint64_t id);

/// Returns the same network with exact parameters.
ExactNetwork to_exact(const DrawnNetwork& network);

}  // namespace census::unactivated
