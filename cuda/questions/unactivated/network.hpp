#pragma once

#include "cuda/arrangement/neuron_set.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/unactivated/point.hpp"
#include "cuda/random/law.hpp"
#include "cuda/random/word_stream.hpp"

namespace census::unactivated {

/// Which word of a network's stream names which parameter, one word each: the second layer, whose
/// signs alone settle many networks, then the first layer coordinate by coordinate, so that f can
/// be examined at the origin and along the first axes before the other coordinates are drawn.
class WordLayout {
 public:
  CENSUS_HD explicit WordLayout(int width) : width_(width) {}

  CENSUS_HD std::uint32_t second_bias() const { return 0; }
  CENSUS_HD std::uint32_t second_weights() const { return 1; }                     ///< w_i at + i
  CENSUS_HD std::uint32_t first_biases() const { return 1 + count(1); }            ///< b_i at + i
  CENSUS_HD std::uint32_t first_weights(int k) const { return 1 + count(2 + k); }  ///< W_ik at + i

  /// Returns the number of words of a network.
  CENSUS_HD std::uint32_t total(int input_dimension) const {
    return first_weights(input_dimension);
  }

 private:
  CENSUS_HD std::uint32_t count(int groups) const {
    return static_cast<std::uint32_t>(width_ * groups);
  }

  int width_;
};

/// How many numbers an array of `count` parameters has room for: turning words into weights fills
/// whole groups of lanes.
inline constexpr int lane_multiple = 8;
CENSUS_HD constexpr int padded(int count) {
  return (count + lane_multiple - 1) / lane_multiple * lane_multiple;
}

/// Turns `count` words into parameters under `law`. Both arrays have room for padded(count).
template <class Generator>
CENSUS_HD void to_parameters(Law law, const std::uint32_t* words, int count, float* out) {
  static_assert(lane_multiple % Generator::lanes == 0);
  for (int i = 0; i < count; i += Generator::lanes) {
    to_weights<Generator::lanes>(law, words + i, out + i);
  }
}

/// Draws `count` parameters of one group, words first, first + 1, ..., into `out`, which has room
/// for padded(count).
template <class Generator, int capacity>
CENSUS_HD void draw_group(WordStream<Generator>& stream, Law law, std::uint32_t first, int count,
                          float* out) {
  std::uint32_t words[padded(capacity)];
  stream.read(first, count, words);
  to_parameters<Generator>(law, words, count, out);
}

/// The second layer's one neuron: f = bias + sum_i weights[i] max(0, z_i).
template <int capacity>
struct SecondLayer {
  float bias;
  float weights[padded(capacity)];
  NeuronSet negative;  ///< N, the neurons with a negative weight
};

/// A network with at most `capacity` first-layer neurons on `dimension` inputs, as drawn.
template <int dimension, int capacity>
struct Network {
  int width;
  SecondLayer<capacity> second;
  float first_biases[padded(capacity)];
  float first_weights[dimension][padded(capacity)];  ///< W_ik at [k][i]
};

/// Draws every parameter of network `id`.
template <class Generator, int dimension, int capacity>
CENSUS_HD Network<dimension, capacity> draw_network(const Point& point, std::uint64_t id) {
  const WordLayout layout(point.width);
  const int width = point.width;
  WordStream<Generator> stream(point.key, id);
  Network<dimension, capacity> network;
  network.width = width;
  network.second.bias = weight(point.second_biases, stream.word(layout.second_bias()));
  draw_group<Generator, capacity>(stream, point.second_weights, layout.second_weights(), width,
                                  network.second.weights);
  draw_group<Generator, capacity>(stream, point.first_biases, layout.first_biases(), width,
                                  network.first_biases);
  for (int k = 0; k < dimension; ++k) {
    draw_group<Generator, capacity>(stream, point.first_weights, layout.first_weights(k), width,
                                    network.first_weights[k]);
  }
  network.second.negative = 0;
  for (int i = 0; i < width; ++i) {
    if (network.second.weights[i] < 0.0F) network.second.negative |= singleton(i);
  }
  return network;
}

}  // namespace census::unactivated
