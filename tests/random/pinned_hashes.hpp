#pragma once

#include <bit>
#include <cstdint>

namespace census::testing {

inline constexpr std::uint32_t pinned_inputs = 1'000'000;
/// 2147 * pinned_inputs is just below 2^31: the inputs spread over all of it.
inline constexpr std::uint32_t pinned_stride = 2147;

/// Returns the FNV-1a hash, over 64 bits, of the bit patterns (low byte first) of magnitude(i *
/// pinned_stride), i = 0, ..., pinned_inputs - 1. `magnitude` may compute them or look them up.
template <typename Magnitude>
std::uint64_t pinned_hash(Magnitude magnitude) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (std::uint32_t i = 0; i < pinned_inputs; ++i) {
    const float value = magnitude(i * pinned_stride);
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8) {
      hash = (hash ^ ((bits >> shift) & 0xffU)) * 0x100000001b3ULL;
    }
  }
  return hash;
}

inline constexpr std::uint64_t half_normal_hash = 0xc039725028bd3872ULL;
inline constexpr std::uint64_t laplace_hash = 0x5674528b1a27bb6cULL;
inline constexpr std::uint64_t half_cauchy_hash = 0x6a8b395cf48e70c1ULL;
inline constexpr std::uint64_t uniform_hash = 0x2190765873765e86ULL;
inline constexpr std::uint64_t smoothed_rademacher_hash = 0x6f836ddc4767e7c4ULL;

}  // namespace census::testing
