#pragma once

#include <cstddef>
#include <cstdint>

#include <cuda_runtime.h>

#include "cuda/census/ask_kernel.cuh"
#include "cuda/census/warp_team.cuh"

namespace census {

/// Asks a functor about each of `ids`, one network per warp, one warp per block. A warp works in
/// its block's shared memory or, where that is too small, in its part of `global_workspaces`. It
/// writes what it settles to its entry of `counts` and appends the rest to `left`.
template <class Functor>
__global__ void __launch_bounds__(WarpTeam::width)
    team_kernel(const Functor functor, const EveryId ids, std::byte* global_workspaces,
                std::size_t workspace_bytes, typename Functor::Counts* counts, OffsetList left) {
  extern __shared__ __align__(64) std::uint64_t shared_workspace[];
  void* const workspace = global_workspaces == nullptr
                              ? static_cast<void*>(shared_workspace)
                              : global_workspaces + blockIdx.x * workspace_bytes;
  const WarpTeam team;
  typename Functor::Counts settled;
  for (std::uint64_t i = blockIdx.x; i < ids.size(); i += gridDim.x) {
    const std::uint64_t id = ids.first + i;
    const auto outcome = functor(id, workspace, team);
    if (team.rank() != 0) continue;
    if (is_settled(outcome)) {
      Functor::add(settled, id, outcome);
    } else {
      left.offsets[atomicAdd(left.count, 1U)] = static_cast<std::uint32_t>(i);
    }
  }
  // Written, not merged into: zero bytes need not be what counts begin with.
  if (team.rank() == 0) counts[blockIdx.x] = settled;
}

/// The counters of every warp on the device.
struct DeviceCounters {
  unsigned long long* values;

  __device__ void add(int i, std::uint64_t n) const { atomicAdd(values + i, n); }
};

/// As `team_kernel`, for a functor that adds to counters.
template <class Functor>
__global__ void __launch_bounds__(WarpTeam::width)
    counting_kernel(const Functor functor, const EveryId ids, std::byte* global_workspaces,
                    std::size_t workspace_bytes, unsigned long long* counters, OffsetList left) {
  extern __shared__ __align__(64) std::uint64_t shared_workspace[];
  void* const workspace = global_workspaces == nullptr
                              ? static_cast<void*>(shared_workspace)
                              : global_workspaces + blockIdx.x * workspace_bytes;
  const WarpTeam team;
  for (std::uint64_t i = blockIdx.x; i < ids.size(); i += gridDim.x) {
    const bool settled = functor(ids.first + i, workspace, team, DeviceCounters{counters});
    if (team.rank() == 0 && !settled) {
      left.offsets[atomicAdd(left.count, 1U)] = static_cast<std::uint32_t>(i);
    }
  }
}

}  // namespace census
