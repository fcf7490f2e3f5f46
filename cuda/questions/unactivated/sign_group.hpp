#pragma once

#include <cstdint>

#include "cuda/arrangement/neuron_set.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/point.hpp"
#include "cuda/random/word_stream.hpp"

namespace census::unactivated {

/// The signs that one network is averaged over: always that of c; those of the weights w_i of
/// `sign_bits` neurons; and the orientations, the common sign of (W_i, b_i), of `orientation_bits`
/// neurons. All of them are independent fair coins (see Law), so that flipping any of them leaves
/// the law of the network unchanged, and the share of the 2^(1 + sign_bits + orientation_bits) sign
/// patterns that are unactivated has the probability as its expectation.
struct SignGroup {
  int sign_bits = 0;         ///< in 0..max_sign_bits, at most n1
  int orientation_bits = 0;  ///< in 0..n1

  CENSUS_HD int bits() const { return 1 + sign_bits + orientation_bits; }
  CENSUS_HD std::uint64_t order() const { return std::uint64_t{1} << bits(); }

  friend bool operator==(const SignGroup&, const SignGroup&) = default;
};

/// The largest groups that are counted: one network visits every orientation, and for each every
/// unactivated sign pattern.
inline constexpr int max_sign_bits = 24;
inline constexpr int max_group_bits = 33;

/// A point with the group that each of its networks is averaged over.
struct AveragedPoint {
  Point point;
  SignGroup group;

  friend bool operator==(const AveragedPoint&, const AveragedPoint&) = default;
};

/// Which neurons' signs are flipped in one network.
struct FlippedNeurons {
  NeuronSet signs;
  NeuronSet orientations;
};

/// Returns a random subset of `count` of the neurons 0, ..., width - 1, each neuron in it with the
/// same probability: R. Floyd's algorithm (Bentley, Programming Pearls: a sample of brilliance,
/// CACM 30, 1987) on the words first, first + 1, ... of the stream. Draws no words if there is no
/// choice.
template <class Generator>
CENSUS_HD NeuronSet choose_neurons(WordStream<Generator>& stream, std::uint32_t first, int width,
                                   int count) {
  if (count == width) return all_neurons(width);
  NeuronSet chosen = 0;
  for (int last = width - count; last < width; ++last) {
    const std::uint64_t word = stream.word(first++);
    const int drawn = static_cast<int>((word * static_cast<std::uint64_t>(last + 1)) >> 32);
    chosen |= singleton(contains(chosen, drawn) ? last : drawn);
  }
  return chosen;
}

/// Returns the neurons whose signs are flipped in network `id`. The choice uses words of the id
/// beyond those of the parameters, so that it is independent of them and the average stays
/// unbiased.
template <class Generator>
CENSUS_HD FlippedNeurons flipped_neurons(const AveragedPoint& averaged, std::uint64_t id) {
  const int width = averaged.point.width;
  const std::uint32_t beyond = WordLayout(width).total(averaged.point.input_dimension);
  WordStream<Generator> stream(averaged.point.key, id);
  FlippedNeurons flipped;
  flipped.signs = choose_neurons(stream, beyond, width, averaged.group.sign_bits);
  flipped.orientations = choose_neurons(stream, beyond + static_cast<std::uint32_t>(width), width,
                                        averaged.group.orientation_bits);
  return flipped;
}

}  // namespace census::unactivated
