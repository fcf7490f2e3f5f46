#pragma once

#include <cstdint>

#include "cuda/questions/death/point.hpp"

namespace census::trainability {

/// Where a neuron must be active not to count as dead.
enum class Domain : std::uint8_t {
  ball,     ///< somewhere in the ball |x| <= radius; networks of one layer
  data,     ///< at some point of the data set
  interval  ///< somewhere on the interval whose ends are the two data; networks of one input, with
            ///< independent biases
};

/// How biases are drawn.
enum class BiasRule : std::uint8_t {
  independent,  ///< under their law
  /// Data-dependent initialisation (Shin, Karniadakis, Trainability of ReLU networks and
  /// data-dependent initialization): b = |e| - w . x at a data point drawn for each neuron, x what
  /// the layer receives there and e under the law of the biases. Every neuron is active at its
  /// point: if rounding would make its pre-activation 0, b is the next number above.
  through_data
};

/// One point of the question "how many neurons can learn": the network, of feature `plain` with
/// signs as drawn, and what death means.
struct Point {
  death::Point network;
  Domain domain = Domain::ball;
  BiasRule bias_rule = BiasRule::independent;  ///< through_data: with bias scales, without RAI
  float radius = 1.0F;                         ///< of the ball, between 2^-32 and 2^32

  friend bool operator==(const Point&, const Point&) = default;
};

}  // namespace census::trainability
