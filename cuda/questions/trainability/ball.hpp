#pragma once

#include <cmath>

#include "cuda/portability.hpp"
#include "cuda/questions/death/point.hpp"

namespace census::trainability {

/// What is known of a neuron on the inputs that matter.
enum class Activity : unsigned char { active, dead, unsettled };

/// A neuron on the ball |x| <= r: the greatest pre-activation is b + r |w|, so that
///
///     dead  <=>  b <= -r |w|  <=>  b <= 0 and b^2 >= r^2 |w|^2.
///
/// In binary64. b, r and the w_k are binary32, so b^2, r^2 and each w_k^2 are exact; magnitudes
/// between 2^-62 and 2^62 (see Law) keep all of them normal. |w|^2 is a sum of at most 256
/// non-negative terms with one rounding each, and the product with r^2 has one more: what is
/// computed is the exact right side times 1 + e, |e| <= 257 u / (1 - 257 u), u = 2^-53, less than
/// 2^-44. A margin of 2^-40 covers that and its own rounding; what lies within is left unsettled.
struct BallTest {
  /// Returns the activity of the neuron with weights weights[k * stride], k < inputs, and this
  /// bias.
  CENSUS_HD Activity operator()(const float* weights, int stride, int inputs, float bias,
                                float radius) const {
    static_assert(death::max_width <= 256, "the margin is for at most 256 weights");
    if (bias > 0.0F) return Activity::active;
    double norm = 0.0;
    for (int k = 0; k < inputs; ++k) {
      const double weight = weights[k * stride];
      norm = std::fma(weight, weight, norm);
    }
    const double reach = static_cast<double>(radius) * static_cast<double>(radius) * norm;
    const double distance = static_cast<double>(bias) * static_cast<double>(bias);
    if (distance > reach * (1.0 + 0x1p-40)) return Activity::dead;
    if (distance < reach * (1.0 - 0x1p-40)) return Activity::active;
    return Activity::unsettled;
  }
};

}  // namespace census::trainability
