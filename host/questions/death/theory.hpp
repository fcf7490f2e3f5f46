#pragma once

#include <vector>

#include "host/questions/question.hpp"

namespace census::death {

/// What theorems presume about a point.
struct Premises {
  std::vector<int> widths;  ///< of the layers
  int inputs = 1;
  int points = 1;                   ///< of the data
  bool biased = false;              ///< every layer has biases
  bool orthogonal = false;          ///< weights are orthogonal matrices, not independent
  bool data_on_both_sides = false;  ///< one input, and data of both signs
};

/// Returns prod_l (1 - 2^-n_l): the probability that a data point which is not the origin lives in
/// a network of plain layers under laws that are symmetric about 0. In each layer all neurons are
/// inactive with probability 2^-n_l, given what they receive.
double living_probability(const std::vector<int>& widths);

/// What is known about the probability that a plain network of symmetric laws is born dead:
/// - one data point: 1 - living_probability;
/// - any data: at most that, because the network is alive where one of its points lives;
/// - at least 1 - prod_{l >= 2} (1 - 2^-(n_l n_(l-1))), with biases the exponent n_l (n_(l-1) + 1):
/// a
///   layer that receives numbers >= 0 is dead where all its parameters are negative (Rister, Rubin,
///   Probabilistic bounds on neuron death in deep rectifier networks);
/// - one input with data on both sides of 0, no biases, equal widths: at least the bound of Lu,
///   Shin, Su, Karniadakis, Dying ReLU and initialization.
/// The lower bounds are for independent weights. Of orthogonal ones no two rows or columns are all
/// negative; rows and columns have independent signs, and the rest holds as it is.
Theory born_dead(const Premises& premises);

/// The mean living ratio of plain layers is living_probability, whatever the data: expectations add
/// up. With the sign of each layer chosen by the data it is at least 2^-depth (Rister, Rubin).
Theory living_ratio(const Premises& premises, bool chosen_signs);

}  // namespace census::death
