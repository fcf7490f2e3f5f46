#pragma once

#include <cstdint>

#include <cub/block/block_reduce.cuh>
#include <cuda_runtime.h>

namespace census {

inline constexpr int threads_per_block = 128;

/// A list that a kernel appends to: offsets of ids from the first id of the launch.
struct OffsetList {
  std::uint32_t* offsets;
  std::uint32_t* count;
};

/// The ids first, ..., first + count - 1.
struct EveryId {
  std::uint64_t first;
  std::uint32_t count;

  __device__ std::uint32_t size() const { return count; }
  __device__ std::uint32_t offset(std::uint32_t i) const { return i; }
};

/// The ids first + offset for the offsets that an earlier kernel left. Their number is read on the
/// device, so that the host need not wait to launch.
struct ListedIds {
  std::uint64_t first;
  OffsetList list;

  __device__ std::uint32_t size() const { return *list.count; }
  __device__ std::uint32_t offset(std::uint32_t i) const { return list.offsets[i]; }
};

/// Appends `offset` to `list` for the threads of a warp that `keep` it, with one atomic operation
/// for all of them. Every thread of the warp must call it. The order depends on the schedule; what
/// is made of the list does not.
__device__ inline void append(bool keep, std::uint32_t offset, OffsetList list) {
  constexpr unsigned whole_warp = 0xffffffffU;
  const unsigned kept = __ballot_sync(whole_warp, keep);
  const unsigned lane = threadIdx.x % warpSize;
  std::uint32_t start = 0;
  if (lane == 0 && kept != 0) start = atomicAdd(list.count, __popc(kept));
  start = __shfl_sync(whole_warp, start, 0);
  if (keep) list.offsets[start + __popc(kept & ((1U << lane) - 1U))] = offset;
}

template <class Counts>
struct MergeCounts {
  __device__ Counts operator()(Counts a, const Counts& b) const {
    a.merge(b);
    return a;
  }
};

/// Asks one stage of a question about each of `ids`, one network per thread. Adds what it settles
/// to the block's entry of `counts`, which begins as zero bytes, the neutral counts, and appends
/// the rest to `left`.
template <class Ask, class Ids, class Counts>
__global__ void __launch_bounds__(threads_per_block)
    ask_kernel(const Ask ask, const Ids ids, Counts* counts, OffsetList left) {
  using BlockReduce = cub::BlockReduce<Counts, threads_per_block>;
  __shared__ typename BlockReduce::TempStorage storage;

  Counts settled;
  const std::uint32_t size = ids.size();
  const std::uint64_t stride = std::uint64_t{gridDim.x} * blockDim.x;
  // The bound is that of the block's first thread: whole warps stay together for `append`.
  for (std::uint64_t base = std::uint64_t{blockIdx.x} * blockDim.x; base < size; base += stride) {
    const std::uint64_t i = base + threadIdx.x;
    bool keep = false;
    std::uint32_t offset = 0;
    if (i < size) {
      offset = ids.offset(static_cast<std::uint32_t>(i));
      const auto outcome = ask(ids.first + offset);
      keep = !is_settled(outcome);
      if (!keep) settled.add(Ask::stage, outcome);
    }
    append(keep, offset, left);
  }

  const Counts sum = BlockReduce(storage).Reduce(settled, MergeCounts<Counts>{});
  if (threadIdx.x == 0) counts[blockIdx.x].merge(sum);
}

}  // namespace census
