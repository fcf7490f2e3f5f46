#pragma once

#include <algorithm>
#include <cstddef>

#include "cuda/questions/unactivated/network.hpp"
#include "tests/support/oracle.hpp"

namespace census::testing {

/// A given network in the form the kernels draw, its numbers rounded to binary32.
template <int dimension>
unactivated::Network<dimension, 16> kernel_network(const oracle::Network& given) {
  unactivated::Network<dimension, 16> network;
  network.width = static_cast<int>(given.second_weights.size());
  network.second.bias = static_cast<float>(given.second_bias);
  network.second.negative = 0;
  for (std::size_t i = 0; i < given.second_weights.size(); ++i) {
    network.second.weights[i] = static_cast<float>(given.second_weights[i]);
    if (network.second.weights[i] < 0) network.second.negative |= singleton(static_cast<int>(i));
    network.first_biases[i] = static_cast<float>(given.first_biases[i]);
    for (std::size_t k = 0; k < dimension; ++k) {
      network.first_weights[k][i] = static_cast<float>(given.first_weights[i][k]);
    }
  }
  return network;
}

/// The same network with its numbers rounded to binary32, as `kernel_network` holds them.
inline oracle::Network rounded(oracle::Network network) {
  const auto round = [](double& x) { x = static_cast<float>(x); };
  for (auto& row : network.first_weights) std::ranges::for_each(row, round);
  std::ranges::for_each(network.first_biases, round);
  std::ranges::for_each(network.second_weights, round);
  round(network.second_bias);
  return network;
}

}  // namespace census::testing
