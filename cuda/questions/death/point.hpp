#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/random/law.hpp"

namespace census::death {

/// The largest sizes of a network, and the largest number of data points.
inline constexpr int max_depth = 128;
inline constexpr int max_width = 256;
inline constexpr int max_points = 1 << 16;

/// What a layer does besides y = relu(W x + b). x is the output y of the layer before, the data for
/// the first layer.
enum class Feature : std::uint8_t {
  plain,                ///< nothing
  batch_normalisation,  ///< each pre-activation to mean 0 and variance 1 over the data, then relu
  residual,             ///< y = x + relu(W x + b) where x and y have the same width, else plain
  dense,                ///< x is the outputs of all layers before
  skip                  ///< x is the output of the layer before and the data
};

/// Which sign a layer's parameters have.
enum class SignRule : std::uint8_t {
  as_drawn,
  most_living  ///< W, b or -W, -b, whichever leaves more points living; W, b where they tie
};

/// How the parameters of a layer are drawn.
enum class Scheme : std::uint8_t {
  independent,            ///< each under its law
  randomised_asymmetric,  ///< RAI: one parameter of each neuron, weight or bias, is Beta(2, 1)
  orthogonal  ///< scale times a (semi-)orthogonal matrix under Haar's measure, made of normal
              ///< weights; biases under their law
};

/// The shape of a network of `depth` ReLU layers.
struct Architecture {
  int input_dimension = 1;               ///< in 1..max_width
  int depth = 1;                         ///< in 1..max_depth
  std::uint16_t widths[max_depth] = {};  ///< of layers 0, ..., depth - 1, each in 1..max_width
  Feature feature = Feature::plain;

  /// Returns the number of inputs of a neuron of layer `layer`.
  CENSUS_HD int fan_in(int layer) const {
    if (layer == 0) return input_dimension;
    if (feature == Feature::skip) return widths[layer - 1] + input_dimension;
    if (feature != Feature::dense) return widths[layer - 1];
    return first_neuron(layer);
  }

  /// Returns the number of neurons in the layers before `layer`.
  CENSUS_HD int first_neuron(int layer) const {
    int neurons = 0;
    for (int i = 0; i < layer; ++i) neurons += widths[i];
    return neurons;
  }

  /// Returns whether what enters `layer` reaches the next one even where no ReLU is active.
  CENSUS_HD bool has_shortcut(int layer) const {
    if (layer == 0) return false;
    if (feature == Feature::dense) return true;
    return feature == Feature::residual && widths[layer] == widths[layer - 1];
  }

  friend bool operator==(const Architecture&, const Architecture&) = default;
};

/// One point of the question "how much of the data is alive": the shape of the network and the law
/// of its parameters.
struct Point {
  Architecture architecture;
  SignRule sign_rule = SignRule::as_drawn;
  Scheme scheme = Scheme::independent;
  Distribution weights = Distribution::normal;
  Distribution biases = Distribution::normal;
  float weight_scales[max_depth] = {};  ///< of layer l at [l], min_scale..max_scale
  float bias_scales[max_depth] = {};    ///< the same, or 0 for a layer without biases
  std::uint64_t key = 0;                ///< generator key

  /// Returns whether the neurons of a layer have biases. Under RAI the biases are a column of the
  /// weight matrix, of its law and scale.
  CENSUS_HD bool has_biases(int layer) const {
    return scheme == Scheme::randomised_asymmetric || bias_scales[layer] > 0.0F;
  }

  CENSUS_HD Law weight_law(int layer) const { return {weights, weight_scales[layer]}; }
  CENSUS_HD Law bias_law(int layer) const {
    if (scheme == Scheme::randomised_asymmetric) return weight_law(layer);
    return {biases, bias_scales[layer]};
  }

  friend bool operator==(const Point&, const Point&) = default;
};

}  // namespace census::death
