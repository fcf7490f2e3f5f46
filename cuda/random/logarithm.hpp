#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/random/polynomial.hpp"

namespace census {

/// ln 2 to the nearest binary32; relative error 2.8e-9.
inline constexpr float ln2 = 0x1.62e43p-1F;

/// Returns -ln(1 - u) for u in [0, 1/2] as u + u^2 Q(u), Q a minimax polynomial of degree 8 fitted
/// by tools/fit_magnitudes.py. Relative error at most 3.8e-9 before rounding, 9e-8 with it.
CENSUS_HD inline float negative_log1m(float u) {
  const float quotient =
      polynomial(u, 0x1.00001ep-1F, 0x1.5542f6p-2F, 0x1.01e9dap-2F, 0x1.6830e8p-3F, 0x1.5c3ae6p-2F,
                 -0x1.2f3e04p-1F, 0x1.f88f2ep+0F, -0x1.3cfc78p+1F, 0x1.be5254p+0F);
  return std::fma(u * u, quotient, u);
}

/// A positive float taken apart: x = (1 - complement) 2^-halvings, complement in (0, 1/2].
struct Octave {
  float complement;
  float halvings;
};

/// Returns the parts of x, which is a positive normal float. Exact.
CENSUS_HD inline Octave take_apart(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  const auto mantissa = std::bit_cast<float>((bits & 0x007fffff) | 0x3f000000);
  return {1.0F - mantissa, static_cast<float>(126 - (bits >> 23))};
}

}  // namespace census
