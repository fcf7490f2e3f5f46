#pragma once

#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"

namespace census::death {

/// The outputs of a layer at a point stay as they are while the greatest of them is in this range.
inline constexpr float least_size = 0x1p-20F;
inline constexpr float greatest_size = 0x1p+20F;

CENSUS_HD inline bool needs_rescaling(float size) {
  return size > 0.0F && (size < least_size || size > greatest_size);
}

/// Returns the power of two that takes `size` > 0 to [1, 2), or to where subnormal numbers get with
/// 2^127; 1 for 0.
///
/// Why rescaling changes nothing. relu(s z) = s relu(z) for s > 0, so multiplying the outputs of a
/// layer at one point by s multiplies every later pre-activation at that point by s, if the biases
/// are multiplied too; no sign changes, and powers of two round nothing. Why it is needed: outputs
/// grow or shrink by a factor for each layer, and would leave the range of binary32 in deep
/// networks. Parameters are below 2^62 (see Law) and a layer has at most 2^15 inputs, so from
/// outputs below 2^20 no sum reaches 2^127: nothing overflows.
CENSUS_HD inline float rescaling(float size) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &size, sizeof bits);
  const std::uint32_t exponent = bits >> 23;
  const std::uint32_t scaled = (exponent < 253 ? 254 - exponent : 1) << 23;
  float factor = 1.0F;
  std::memcpy(&factor, &scaled, sizeof factor);
  return size > 0.0F ? factor : 1.0F;
}

}  // namespace census::death
