#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/random/magnitudes.hpp"

namespace census {

/// The shapes of the laws that parameters are drawn from, each exactly symmetric about 0.
enum class Distribution : std::uint8_t {
  normal,              ///< density exp(-x^2/2) / sqrt(2 pi)
  uniform,             ///< uniform on (-1, 1)
  laplace,             ///< density exp(-|x|) / 2
  cauchy,              ///< density 1 / (pi (1 + x^2))
  smoothed_rademacher  ///< +-(1 + e) with e uniform on (-1/16, 1/16)
};

/// The scales that are accepted. Within them every parameter's magnitude lies between 2^-62 and
/// 2^62, far from where binary32 arithmetic overflows or loses digits.
inline constexpr float min_scale = 1e-9F;
inline constexpr float max_scale = 1e9F;

/// The law of one parameter: `scale` times a variable of the given shape, min_scale <= scale <=
/// max_scale.
struct Law {
  Distribution distribution = Distribution::normal;
  float scale = 1.0F;

  friend bool operator==(const Law&, const Law&) = default;
};

/// Returns whether `word` names a negative parameter: its top bit, a fair coin independent of the
/// magnitude, so that the law is symmetric exactly and not only up to rounding.
CENSUS_HD inline bool is_negative(std::uint32_t word) { return (word >> 31) != 0; }

namespace detail {

/// weights[i] = +-scale magnitude(word i), the sign from the top bit and the magnitude from the
/// other 31; one rounding for the product.
template <int lanes, class Magnitude>
CENSUS_HD inline void scale_magnitudes(float scale, const std::uint32_t* words, float* weights,
                                       Magnitude magnitude) {
  for (int i = 0; i < lanes; ++i) {
    const float size = scale * magnitude(words[i] & 0x7fffffffU);
    weights[i] = is_negative(words[i]) ? -size : size;
  }
}

}  // namespace detail

/// Sets weights[i] to the parameter that words[i] names under `law`, i = 0, ..., lanes - 1. The
/// loop over the lanes has no branches, so that a compiler can do them side by side.
template <int lanes>
CENSUS_HD void to_weights(Law law, const std::uint32_t* words, float* weights) {
  const auto scale_all = [&](auto magnitude) {
    detail::scale_magnitudes<lanes>(law.scale, words, weights, magnitude);
  };
  switch (law.distribution) {
    case Distribution::normal:
      return scale_all([](std::uint32_t m) { return half_normal_magnitude(m); });
    case Distribution::uniform:
      return scale_all([](std::uint32_t m) { return uniform_magnitude(m); });
    case Distribution::laplace:
      return scale_all([](std::uint32_t m) { return laplace_magnitude(m); });
    case Distribution::cauchy:
      return scale_all([](std::uint32_t m) { return half_cauchy_magnitude(m); });
    case Distribution::smoothed_rademacher:
      return scale_all([](std::uint32_t m) { return smoothed_rademacher_magnitude(m); });
  }
}

/// Returns the parameter that `word` names under `law`.
CENSUS_HD inline float weight(Law law, std::uint32_t word) {
  float result = 0.0F;
  to_weights<1>(law, &word, &result);
  return result;
}

}  // namespace census
