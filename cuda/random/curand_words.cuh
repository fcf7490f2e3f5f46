#pragma once

#include <cstdint>

#include <vector_functions.h>

#include "cuda/random/word_stream.hpp"

// cuRAND marks its device functions with QUALIFIERS; with both attributes the same source also runs
// on the host, where the tests hold it against Random123. Only the bijection is included: the whole
// of curand_kernel.h would add 200 KB of tables for other generators to every module.
#define QUALIFIERS static __forceinline__ __host__ __device__
#include <curand_philox4x32_x.h>
#undef QUALIFIERS

namespace census {

/// Words on the device: cuRAND's Philox4x32-10.
struct CurandWords {
  static constexpr int lanes = 1;

  /// Returns words 4 index, ..., 4 index + 3 of network `id` (see WordStream).
  CENSUS_HD static WordBlock block(std::uint64_t key, std::uint64_t id, std::uint64_t index) {
    const auto low = [](std::uint64_t x) { return static_cast<unsigned int>(x); };
    const auto high = [](std::uint64_t x) { return static_cast<unsigned int>(x >> 32); };
    const uint4 out = curand_Philox4x32_10(make_uint4(low(index), high(index), low(id), high(id)),
                                           make_uint2(low(key), high(key)));
    return {{out.x, out.y, out.z, out.w}};
  }
};

}  // namespace census
