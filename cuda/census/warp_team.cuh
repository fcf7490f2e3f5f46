#pragma once

#include <cstdint>

#include <cuda_runtime.h>

namespace census {

/// The team of the threads of one warp; see team.hpp.
struct WarpTeam {
  static constexpr unsigned everyone = 0xffffffffU;
  static constexpr int width = 32;

  __device__ static int rank() { return static_cast<int>(threadIdx.x % width); }
  __device__ static constexpr int size() { return width; }
  __device__ static bool any(bool x) { return __any_sync(everyone, x) != 0; }

  __device__ static std::uint64_t unite(std::uint64_t x) {
    for (int distance = width / 2; distance > 0; distance /= 2) {
      x |= __shfl_xor_sync(everyone, x, distance);
    }
    return x;
  }

  __device__ static int claim(int& counter, int n) { return atomicAdd(&counter, n); }
  __device__ static void sync() { __syncwarp(); }
};

}  // namespace census
