#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/random/half_cauchy.hpp"
#include "cuda/random/half_normal.hpp"
#include "cuda/random/laplace.hpp"

namespace census {

/// Returns v = 1 - T, T = (m + 1/2) / 2^31, for m in [0, 2^31): uniform on (0, 1), in (0, 1] after
/// rounding. Relative error at most 9e-8: the conversion loses half a unit in the last place and
/// the half, where it no longer fits, a quarter.
CENSUS_HD inline float uniform_magnitude(std::uint32_t m) {
  const auto mirrored = static_cast<std::int32_t>(m ^ 0x7fffffffU);
  return std::fma(static_cast<float>(mirrored), 0x1p-31F, 0x1p-32F);
}

/// Returns 1 + (2 v - 1) / 16, v = 1 - T, T = (m + 1/2) / 2^31, for m in [0, 2^31): uniform on
/// (15/16, 17/16), with the ends after rounding. Relative error at most 7e-8.
CENSUS_HD inline float smoothed_rademacher_magnitude(std::uint32_t m) {
  const auto mirrored = static_cast<std::int32_t>(m ^ 0x7fffffffU);
  return std::fma(static_cast<float>(mirrored), 0x1p-34F, 0x1.ep-1F);
}

}  // namespace census
