#pragma once

#include <cmath>

#include "cuda/questions/unactivated/counts.hpp"
#include "cuda/questions/unactivated/network.hpp"
#include "cuda/questions/unactivated/sign_rule.hpp"

namespace census::unactivated {

static_assert(max_width <= 64, "the error bound of SplitSum is for at most 65 terms");

/// f at one point (or its slope in one direction) as the difference of two sums of non-negative
/// terms, in binary32: what the positive part of the second layer adds, and what the negative
/// takes.
///
/// Error. Each term is |w_i| z_i with z_i >= 0 within one rounding of the exact pre-activation,
/// added by one fused multiply-add; nothing cancels, so each sum of at most 65 terms is its exact
/// value times (1 + d), |d| < 67 u, u = 2^-24, and 2^-60 (see Law: parameters are below 2^62)
/// exceeds by far what subnormal terms can lose. Hence `positive > negative (1 + 2^-16)` proves
/// that f is positive: of the 2^-16 = 256 u, both sums and the comparison use less than 140.
struct SplitSum {
  float positive = 0.0F;
  float negative = 0.0F;

  CENSUS_HD void add(float weight, float activation) {
    positive = std::fma(weight > 0.0F ? weight : 0.0F, activation, positive);
    negative = std::fma(weight < 0.0F ? -weight : 0.0F, activation, negative);
  }

  /// Returns whether the exact sum is certainly positive. A sum that overflowed proves nothing.
  CENSUS_HD bool certainly_positive() const {
    return positive > negative * (1.0F + 0x1p-16F) && positive > 0x1p-60F && positive < HUGE_VALF;
  }
};

CENSUS_HD inline float activation(float z) { return z > 0.0F ? z : 0.0F; }

/// Returns whether f is certainly positive at the origin, where z_i = b_i.
template <int capacity>
CENSUS_HD bool activated_at_origin(const SecondLayer<capacity>& second, const float* biases,
                                   int width) {
  SplitSum value;
  value.add(second.bias, 1.0F);
  for (int i = 0; i < width; ++i) value.add(second.weights[i], activation(biases[i]));
  return value.certainly_positive();
}

/// Returns whether f certainly increases towards one of the two ends of a coordinate axis.
template <int capacity>
CENSUS_HD bool activated_at_ends(const SecondLayer<capacity>& second, const float* weights,
                                 int width) {
  SplitSum forward;
  SplitSum backward;
  for (int i = 0; i < width; ++i) {
    forward.add(second.weights[i], activation(weights[i]));
    backward.add(second.weights[i], activation(-weights[i]));
  }
  return forward.certainly_positive() || backward.certainly_positive();
}

/// Returns whether f is certainly positive at one of the points where the axis crosses, up to
/// rounding, a hyperplane of a neuron in N: the local maxima of f on the axis are among them. The
/// rounded position s is a point like any other: its pre-activations fma(W_ik, s, b_i) have one
/// rounding each, so the bound of SplitSum holds at s itself.
template <int capacity>
CENSUS_HD bool activated_on_axis(const SecondLayer<capacity>& second, const float* weights,
                                 const float* biases, int width) {
  for (NeuronSet left = second.negative; left != 0; left = without_first(left)) {
    const int j = first_of(left);
    const float position = -biases[j] / weights[j];
    SplitSum value;
    value.add(second.bias, 1.0F);
    for (int i = 0; i < width; ++i) {
      value.add(second.weights[i], activation(std::fma(weights[i], position, biases[i])));
    }
    if (value.certainly_positive()) return true;
  }
  return false;
}

/// First stage of the decision: id -> verdict. Settles a network by its second layer's signs and by
/// f at the origin and along the coordinate axes, drawing each parameter only when the ones before
/// it have not settled the network. Returns `activated`, proved; `unactivated`, proved by signs; or
/// `undecided`.
template <class Generator, int capacity>
struct Screen {
  static constexpr Stage stage = Stage::screen;

  Point point;

  CENSUS_HD Verdict operator()(std::uint64_t id) const {
    const WordLayout layout(point.width);
    const int width = point.width;
    WordStream<Generator> stream(point.key, id);

    const std::uint32_t bias_word = stream.word(layout.second_bias());
    std::uint32_t weight_words[padded(capacity)];
    stream.read(layout.second_weights(), width, weight_words);
    for (int i = width; i % Generator::lanes != 0; ++i) weight_words[i] = 0;
    SecondLayer<capacity> second;
    second.negative = 0;
    for (int i = 0; i < width; ++i) {
      if (is_negative(weight_words[i])) second.negative |= singleton(i);
    }
    const Verdict by_signs =
        decide_by_signs(point.input_dimension, width, second.negative, is_negative(bias_word));
    if (by_signs != Verdict::undecided) return by_signs;

    second.bias = weight(point.second_biases, bias_word);
    to_parameters<Generator>(point.second_weights, weight_words, width, second.weights);
    float biases[padded(capacity)];
    draw_group<Generator, capacity>(stream, point.first_biases, layout.first_biases(), width,
                                    biases);
    if (activated_at_origin(second, biases, width)) return Verdict::activated;

    float weights[padded(capacity)];
    for (int k = 0; k < point.input_dimension; ++k) {
      draw_group<Generator, capacity>(stream, point.first_weights, layout.first_weights(k), width,
                                      weights);
      if (activated_at_ends(second, weights, width)) return Verdict::activated;
      if (activated_on_axis(second, weights, biases, width)) return Verdict::activated;
    }
    return Verdict::undecided;
  }
};

}  // namespace census::unactivated
