#pragma once

#include "cuda/arrangement/elimination.hpp"
#include "cuda/questions/unactivated/examination.hpp"
#include "cuda/questions/unactivated/network.hpp"

namespace census::unactivated {

/// Returns the first layer of `network` as affine functions of the input, each entry exact.
template <class Number, int dimension, int capacity>
CENSUS_HD AffineRows<Number, dimension, capacity> affine_rows(
    const Network<dimension, capacity>& network) {
  AffineRows<Number, dimension, capacity> rows;
  for (int i = 0; i < network.width; ++i) {
    for (int k = 0; k < dimension; ++k) {
      rows.coefficient[k][i] = Number(static_cast<double>(network.first_weights[k][i]));
    }
    rows.coefficient[dimension][i] = Number(static_cast<double>(network.first_biases[i]));
  }
  return rows;
}

/// Checks every vertex and ray cut out by the neurons in N, up to the first that fails, in the
/// arithmetic of `Number` (`double` or `Bounded`).
template <class Number, int dimension, int capacity>
CENSUS_HD Verdict examine(const Network<dimension, capacity>& network) {
  const auto rows = affine_rows<Number>(network);
  double weights[capacity];
  for (int i = 0; i < network.width; ++i) weights[i] = network.second.weights[i];
  NoObserver observer;
  Examination<Number, double, NoObserver> examination(network.second.bias, weights,
                                                      network.second.negative, observer);
  visit_lines(rows, network.width, network.second.negative, NeuronSet{0}, examination);
  return examination.verdict(false);
}

}  // namespace census::unactivated
