#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "cuda/questions/death/orthogonal.hpp"
#include "cuda/questions/death/point.hpp"
#include "cuda/random/parameter_ring.hpp"
#include "cuda/random/word_stream.hpp"

namespace census::death {

/// Which word of a network's stream names which parameter. Weights come layer by layer, in a layer
/// input by input, one word each: weight (i, k) of neuron i and input k at
///
///     words of the layers before + k width + i.
///
/// Biases have words of their own, neuron by neuron, so that networks with and without biases have
/// the same weights. RAI needs two more words for each neuron: which parameter is replaced, and by
/// what. Orthogonal weights are a function of normal ones.
struct WordLayout {
  static constexpr std::uint64_t weights = 0;
  static constexpr std::uint64_t biases = std::uint64_t{1} << 40;
  static constexpr std::uint64_t replacements = std::uint64_t{1} << 41;
};

/// The most weights that a layer of the network has.
CENSUS_HD inline std::size_t largest_layer(const Architecture& architecture) {
  std::size_t largest = 0;
  for (int layer = 0; layer < architecture.depth; ++layer) {
    const std::size_t weights = static_cast<std::size_t>(architecture.fan_in(layer)) *
                                static_cast<std::size_t>(architecture.widths[layer]);
    largest = weights > largest ? weights : largest;
  }
  return largest;
}

/// The entry of a neuron's row that RAI replaces, the bias being the last, and its value.
struct Replacement {
  int entry;    ///< in 0..fan_in
  float value;  ///< of law Beta(2, 1), which has density 2 x on (0, 1)
};

/// Randomised asymmetric initialisation (Lu, Shin, Su, Karniadakis, Dying ReLU and initialization,
/// section 4): the square root of a uniform variable has law Beta(2, 1).
template <class Generator>
CENSUS_HD Replacement draw_replacement(std::uint64_t key, std::uint64_t id, int neuron,
                                       int fan_in) {
  WordStream<Generator> stream(key, id);
  const std::uint64_t word = WordLayout::replacements + 2 * static_cast<std::uint64_t>(neuron);
  const std::uint64_t which = stream.word(word);
  const std::uint32_t value = stream.word(word + 1);
  return {static_cast<int>((which * (static_cast<std::uint64_t>(fan_in) + 1)) >> 32),
          std::sqrt(uniform_magnitude(value >> 1))};
}

/// Draws the parameters of a network layer by layer.
template <class Generator>
class LayerParameters {
 public:
  /// Returns how many numbers the memory must have room for.
  CENSUS_HD static std::size_t memory_size(const Architecture& architecture) {
    const std::size_t largest = largest_layer(architecture);
    return Ring::capacity(largest) + Ring::capacity(max_width) + largest + max_width;
  }

  CENSUS_HD LayerParameters(const Point& point, std::uint64_t id, float* memory)
      : point_(&point),
        id_(id),
        largest_(largest_layer(point.architecture)),
        weight_ring_(memory, largest_, point.key, id, WordLayout::weights, point.weights),
        bias_ring_(memory + Ring::capacity(largest_), max_width, point.key, id, WordLayout::biases,
                   point.bias_law(0).distribution),
        weights_(memory + Ring::capacity(largest_) + Ring::capacity(max_width)),
        biases_(weights_ + largest_) {}

  /// Draws the next layer, the first one first.
  template <class Team>
  CENSUS_HD void draw_next(const Team& team) {
    const int layer = layer_++;
    const int width = point_->architecture.widths[layer];
    const int fan_in = point_->architecture.fan_in(layer);
    const bool biased = point_->has_biases(layer);
    const std::uint64_t weights =
        static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(fan_in);
    const std::uint64_t first_bias = WordLayout::biases + static_cast<std::uint64_t>(neuron_);
    team.sync();  // no lane still reads the layer before
    weight_ring_.draw(next_weight_ + weights, team);
    if (biased) bias_ring_.draw(first_bias + static_cast<std::uint64_t>(width), team);
    team.sync();
    weight_ring_.read(next_weight_, width * fan_in, point_->weight_scales[layer], weights_, team);
    if (biased) bias_ring_.read(first_bias, width, point_->bias_law(layer).scale, biases_, team);
    team.sync();
    if (point_->scheme == Scheme::randomised_asymmetric) {
      for (int i = team.rank(); i < width; i += team.size()) {
        const Replacement replacement =
            draw_replacement<Generator>(point_->key, id_, neuron_ + i, fan_in);
        float& entry =
            replacement.entry < fan_in ? weights_[replacement.entry * width + i] : biases_[i];
        entry = replacement.value;
      }
      team.sync();
    }
    if (point_->scheme == Scheme::orthogonal) {
      make_orthogonal(weights_, width, fan_in, point_->weight_scales[layer], team);
    }
    next_weight_ += weights;
    neuron_ += width;
  }

  /// The layer that was drawn last: weight (i, k) at [k * width + i], bias i at [i].
  CENSUS_HD const float* weights() const { return weights_; }
  CENSUS_HD float* biases() const { return biases_; }

 private:
  using Ring = ParameterRing<Generator>;

  const Point* point_;
  std::uint64_t id_;
  std::size_t largest_;
  Ring weight_ring_;
  Ring bias_ring_;
  float* weights_;
  float* biases_;
  int layer_ = 0;
  int neuron_ = 0;
  std::uint64_t next_weight_ = WordLayout::weights;
};

}  // namespace census::death
