#pragma once

#include <cstdint>

#include <Random123/philox.h>

#include "cuda/random/word_stream.hpp"

namespace census {

/// Words on the processor: Random123's Philox4x32-10.
struct Random123Words {
  static constexpr int lanes = 8;

  /// Returns words 4 index, ..., 4 index + 3 of network `id` (see WordStream).
  static WordBlock block(std::uint64_t key, std::uint64_t id, std::uint64_t index) {
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
    const r123::Philox4x32::ctr_type counter = {{low(index), high(index), low(id), high(id)}};
    const r123::Philox4x32::key_type philox_key = {{low(key), high(key)}};
    const r123::Philox4x32::ctr_type out = r123::Philox4x32_R<10>()(counter, philox_key);
    return {{out.v[0], out.v[1], out.v[2], out.v[3]}};
  }
};

}  // namespace census
