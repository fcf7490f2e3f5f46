#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/random/logarithm.hpp"
#include "cuda/random/polynomial.hpp"
#include "cuda/random/signed_tail.hpp"

namespace census {

/// Returns |z| for the central half of the normal law: P(|Z| <= |z|) = v, v in [0, 1/2]. The form
/// 1.25 v + v C(v^2) with a small C leaves one rounding that matters. Fit: 1.3e-8.
CENSUS_HD inline float half_normal_centre(float v) {
  const float small = polynomial(v * v, 0x1.b26376p-9F, 0x1.4fff0ap-2F, 0x1.7107a8p-3F,
                                 0x1.016674p-3F, 0x1.17e204p-4F, 0x1.2aa4c8p-3F);
  return std::fma(v, 1.25F, v * small);
}

/// Returns |z| for the outer half of the normal law: P(|Z| > |z|) = T = 2^-halvings (1 -
/// complement) in (0, 1/2]. With l = -ln T, |z|^2 = l + N(l) / D(l): the correction N / D is small
/// near T = 1/3, where the roundings weigh most, and the root halves relative errors. The sum is
/// taken anew from the parts of l, smallest first, so that the rounding of l itself does not enter
/// it. Fit: 6.9e-9.
CENSUS_HD inline float half_normal_tail(Octave tail) {
  const float mantissa_part = negative_log1m(tail.complement);
  const float l = std::fma(tail.halvings, ln2, mantissa_part);
  const float numerator = polynomial(l, -0x1.1aae16p-12F, -0x1.fee5c8p-1F, -0x1.3a72b2p-2F,
                                     0x1.bcc90ap-2F, 0x1.d95842p-4F, 0x1.2aa346p-8F);
  const float denominator = polynomial(l, 1.0F, 0x1.de9e9p+0F, 0x1.e7c566p-1F, 0x1.2144c4p-3F,
                                       0x1.2ea41ep-8F, -0x1.28b3fep-22F);
  return std::sqrt(std::fma(tail.halvings, ln2, mantissa_part + numerator / denominator));
}

/// Returns the |z| with P(|Z| > |z|) = T for a standard normal Z, T = (m + 1/2) / 2^31: that is
/// sqrt(2) erfcinv(T), for m in [0, 2^31). Between 2.9e-10 and 6.34. Relative error at
/// most 1.65e-7, over all inputs. Does not increase with m but for rises of at most 2 units in the
/// last place. Both sides are computed, without a branch, so that a loop over it vectorises.
CENSUS_HD inline float half_normal_magnitude(std::uint32_t m) {
  const SignedTail tail = signed_tail(m);
  return select(tail.central, half_normal_centre(tail.smaller),
                half_normal_tail(take_apart(tail.smaller)));
}

}  // namespace census
