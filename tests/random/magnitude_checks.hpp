#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

namespace census::testing {

inline constexpr std::uint32_t inputs_end = 0x80000000U;

/// A tail probability T = (m + 1/2) / 2^31 and v = 1 - T, both exact.
struct ExactTail {
  long double tail;
  long double centre;
};

inline ExactTail exact_tail(std::uint32_t m) {
  const long double tail = (static_cast<long double>(m) + 0.5L) / 2147483648.0L;
  return {tail, 1.0L - tail};
}

/// Returns inputs in increasing order: the first and last 2^16, those within 64 of every octave
/// edge from either end, and every `stride`-th one.
inline std::vector<std::uint32_t> chosen_inputs(std::uint32_t stride) {
  constexpr std::uint32_t end_length = 1U << 16;
  constexpr std::uint32_t edge_length = 64;
  std::vector<bool> is_edge_block((inputs_end / edge_length) + 1);
  for (std::uint32_t edge = edge_length; edge < inputs_end; edge *= 2) {
    is_edge_block[edge / edge_length] = is_edge_block[edge / edge_length - 1] = true;
    const std::uint32_t mirrored = (inputs_end - edge) / edge_length;
    is_edge_block[mirrored] = is_edge_block[mirrored - 1] = true;
  }
  std::vector<std::uint32_t> inputs;
  std::uint32_t next = 0;
  for (std::uint32_t block = 0; block < inputs_end / edge_length; ++block) {
    const std::uint32_t first = block * edge_length;
    const bool is_whole =
        first < end_length || first >= inputs_end - end_length || is_edge_block[block];
    for (std::uint32_t m = is_whole ? first : next; m < first + edge_length;
         m += is_whole ? 1 : stride) {
      inputs.push_back(m);
    }
    while (next < first + edge_length) {
      next += stride;
    }
  }
  return inputs;
}

/// What a scan of a magnitude found; see `scan`.
struct Scan {
  long double worst_error = 0.0L;   ///< largest relative error
  std::uint32_t worst_input = 0;    ///< where
  std::int32_t worst_increase = 0;  ///< largest rise from an input to a later one, in units of the
                                    ///< last place; 0 where the magnitude never increases
  bool is_positive_finite = true;   ///< whether all values are
};

/// Compares magnitude(m) with reference(ExactTail) at the chosen inputs.
template <typename Magnitude, typename Reference>
Scan scan(Magnitude magnitude, Reference reference, std::uint32_t stride) {
  Scan result;
  float previous = magnitude(0U);
  for (const std::uint32_t m : chosen_inputs(stride)) {
    const float value = magnitude(m);
    const long double exact = reference(exact_tail(m));
    const long double error = std::fabs(static_cast<long double>(value) / exact - 1.0L);
    if (!(error <= result.worst_error)) {
      result.worst_error = error;
      result.worst_input = m;
    }
    const std::int32_t increase =
        std::bit_cast<std::int32_t>(value) - std::bit_cast<std::int32_t>(previous);
    result.worst_increase = increase > result.worst_increase ? increase : result.worst_increase;
    result.is_positive_finite = result.is_positive_finite && value > 0.0F && std::isfinite(value);
    previous = value;
  }
  return result;
}

}  // namespace census::testing
