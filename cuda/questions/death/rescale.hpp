#pragma once

#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"

namespace census::death {

/// Why and how outputs are rescaled. They grow or shrink by a factor for each layer, and would
/// leave the range of binary32 in deep networks. But relu(s z) = s relu(z) for s > 0: multiplying
/// by s all that a layer reads at one point, its biases too, multiplies every later pre-activation
/// at that point by s and changes no sign; and powers of two round nothing. So where the greatest
/// number that the next layer reads at a living point leaves [least_size, greatest_size], every
/// point is rescaled by a power of two of its own to where that number is in [1, 2).
///
/// Limits. Parameters are between 2^-62 and 2^62 in magnitude (see Law) and a layer has at most
/// 2^15 inputs, so that from numbers below 2^20 no sum reaches 2^127: nothing overflows. Numbers
/// below 2^-126 of the greatest at their point lose digits, and below 2^-149 vanish.
inline constexpr float least_size = 0x1p-20F;
inline constexpr float greatest_size = 0x1p+20F;

/// Returns e with 2^e <= size < 2^(e+1), or -127 for a subnormal number or 0.
CENSUS_HD inline std::int32_t exponent_of(float size) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &size, sizeof bits);
  return static_cast<std::int32_t>(bits >> 23) - 127;
}

/// Returns 2^exponent; 0 below binary32's normal numbers, 2^127 above its range.
CENSUS_HD inline float power_of_two(std::int32_t exponent) {
  const std::int32_t biased = exponent < -126 ? 0 : (exponent > 127 ? 127 : exponent) + 127;
  const std::uint32_t bits = static_cast<std::uint32_t>(biased) << 23;
  float power = 0.0F;
  std::memcpy(&power, &bits, sizeof power);
  return power;
}

/// Returns the exponent of the power of two that takes `size` to [1, 2), 0 for size 0.
CENSUS_HD inline std::int32_t shift_to_one(float size) {
  return size > 0.0F ? -exponent_of(size) : 0;
}

/// The same for a point where the next layer reads outputs, the greatest of which is `size` and
/// 2^scale times what it would be, and data, the greatest of which is `data_size`, that were not
/// multiplied by anything. Where all outputs are 0 only the data count; where the data are 0 too,
/// the scale goes back to 1.
CENSUS_HD inline std::int32_t shift_to_one(float size, std::int32_t scale, float data_size) {
  if (!(size > 0.0F) && !(data_size > 0.0F)) return -scale;
  const std::int32_t data_exponent = exponent_of(data_size);
  const std::int32_t exponent = size > 0.0F ? exponent_of(size) - scale : data_exponent;
  return -(exponent > data_exponent ? exponent : data_exponent) - scale;
}

}  // namespace census::death
