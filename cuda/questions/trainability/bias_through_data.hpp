#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"
#include "cuda/random/word_stream.hpp"

namespace census::trainability {

/// The word that names the data point of neuron i, counted through the network, is at + i.
inline constexpr std::uint64_t data_point_words = std::uint64_t{1} << 42;

/// Returns the data point that the hyperplane of neuron `neuron` is put beside, in 0..points - 1.
template <class Generator>
CENSUS_HD int draw_data_point(std::uint64_t key, std::uint64_t id, int neuron, int points) {
  WordStream<Generator> stream(key, id);
  const std::uint64_t word = stream.word(data_point_words + static_cast<std::uint64_t>(neuron));
  return static_cast<int>((word * static_cast<std::uint64_t>(points)) >> 32);
}

/// Returns the least binary32 number above x, for finite x.
CENSUS_HD inline float next_above(float x) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  if (x == 0.0F) {
    bits = 1;
  } else {
    bits = x > 0.0F ? bits + 1 : bits - 1;
  }
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// Returns the bias that makes the pre-activation `product` + bias equal to |offset| up to
/// rounding, and positive: the rounded sum of two numbers is positive exactly if the sum is.
CENSUS_HD inline float bias_beside(float product, float offset) {
  const float bias = std::fabs(offset) - product;
  return bias + product > 0.0F ? bias : next_above(-product);
}

}  // namespace census::trainability
