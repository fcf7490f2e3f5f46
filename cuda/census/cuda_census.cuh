#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <cuda_runtime.h>

#include "cuda/census/ask_kernel.cuh"
#include "cuda/census/backend.hpp"
#include "cuda/census/device_memory.cuh"

namespace census {

/// What a launch may use, found once per device.
struct DeviceBudget {
  int multiprocessors = 1;
  int threads_per_multiprocessor = 1;
  std::size_t bytes = 0;                    ///< device memory that may be taken
  std::optional<std::uint64_t> batch_size;  ///< networks per launch, when the user fixed it
};

/// Counts a question on the device in two kernels per launch: the screen over every id of the
/// launch, whose survivors are compacted, and the full examination of the survivors. Several
/// launches are in flight; the host waits only for the oldest one when all slots are taken.
template <class Functor>
class CudaCensus final : public Census {
 public:
  CudaCensus(Functor functor, const DeviceBudget& budget)
      : functor_(functor),
        screen_blocks_(resident_blocks(screen_kernel, budget)),
        examine_blocks_(resident_blocks(examine_kernel, budget)),
        batch_(batch_for(budget)) {
    for (int i = 0; i < launches_in_flight; ++i) slots_.emplace_back(batch_, blocks());
  }

  Batch count(IdRange range) override {
    forget_launches();
    Counts total;
    Batch batch;
    std::size_t next = 0;
    for (std::uint64_t done = 0; done < range.count;) {
      const std::uint64_t size = std::min(batch_, range.count - done);
      Slot& slot = slots_[next];
      harvest(slot, total, batch.undecided);
      launch(slot, range.first + done, static_cast<std::uint32_t>(size));
      done += size;
      next = (next + 1) % slots_.size();
    }
    for (Slot& slot : slots_) harvest(slot, total, batch.undecided);
    std::sort(batch.undecided.begin(), batch.undecided.end());
    batch.tally = to_tally(total);
    return batch;
  }

  std::uint64_t preferred_batch() const override { return batch_ * launches_in_flight; }

 private:
  using Counts = typename Functor::Counts;
  using Screen = decltype(Functor::screen);
  using Examine = decltype(Functor::examine);

  static constexpr int launches_in_flight = 3;
  static constexpr std::uint64_t largest_batch = std::uint64_t{1} << 24;
  static constexpr auto screen_kernel = ask_kernel<Screen, EveryId, Counts>;
  static constexpr auto examine_kernel = ask_kernel<Examine, ListedIds, Counts>;

  /// Buffers of one launch in flight. `counters` holds the lengths of both lists. The stream is
  /// last: it is waited for before the buffers that it writes to are freed.
  struct Slot {
    Slot(std::uint64_t batch, int blocks)
        : survivors(batch),
          undecided(batch),
          counters(2),
          counts(static_cast<std::size_t>(blocks)),
          host_counters(2),
          host_counts(static_cast<std::size_t>(blocks)) {}

    DeviceArray<std::uint32_t> survivors;
    DeviceArray<std::uint32_t> undecided;
    DeviceArray<std::uint32_t> counters;
    DeviceArray<Counts> counts;
    PinnedArray<std::uint32_t> host_counters;
    PinnedArray<Counts> host_counts;
    std::uint64_t first = 0;
    bool in_flight = false;
    Stream stream;
  };

  /// Drops launches that an exception in an earlier call left behind, so that no other call counts
  /// them.
  void forget_launches() {
    for (Slot& slot : slots_) {
      if (!slot.in_flight) continue;
      slot.in_flight = false;
      slot.stream.synchronize();
    }
  }

  int blocks() const { return std::max(screen_blocks_, examine_blocks_); }

  /// Returns as many blocks as fit on the device at once: kernels loop over their ids, and more
  /// blocks would only add to the partial counts.
  template <class Kernel>
  static int resident_blocks(Kernel kernel, const DeviceBudget& budget) {
    cudaFuncAttributes attributes = {};
    check_cuda(cudaFuncGetAttributes(&attributes, kernel), "cudaFuncGetAttributes");
    const std::size_t stack = attributes.localSizeBytes *
                              static_cast<std::size_t>(budget.threads_per_multiprocessor) *
                              static_cast<std::size_t>(budget.multiprocessors);
    if (stack > budget.bytes) {
      throw BackendUnavailable("a network of this size needs " + std::to_string(stack >> 20) +
                               " MiB of the card's memory for its threads, and " +
                               std::to_string(budget.bytes >> 20) +
                               " MiB may be taken; use --backend cpu");
    }
    int per_multiprocessor = 0;
    check_cuda(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&per_multiprocessor, kernel,
                                                             threads_per_block, 0),
               "cudaOccupancyMaxActiveBlocksPerMultiprocessor");
    return std::max(1, per_multiprocessor) * budget.multiprocessors;
  }

  /// Returns how many ids one launch takes: both lists of every slot must fit the budget.
  static std::uint64_t batch_for(const DeviceBudget& budget) {
    constexpr std::uint64_t bytes_per_id = 2 * sizeof(std::uint32_t) * launches_in_flight;
    const std::uint64_t fitting = budget.bytes / bytes_per_id;
    const std::uint64_t wanted = budget.batch_size.value_or(largest_batch);
    return std::clamp<std::uint64_t>(std::min(wanted, fitting), 1, std::uint64_t{1} << 31);
  }

  void launch(Slot& slot, std::uint64_t first, std::uint32_t size) {
    const cudaStream_t stream = slot.stream.get();
    const OffsetList survivors{slot.survivors.data(), slot.counters.data()};
    const OffsetList undecided{slot.undecided.data(), slot.counters.data() + 1};
    const std::size_t counts_bytes = slot.counts.size() * sizeof(Counts);
    const std::size_t counters_bytes = slot.counters.size() * sizeof(std::uint32_t);
    check_cuda(cudaMemsetAsync(slot.counters.data(), 0, counters_bytes, stream), "cudaMemsetAsync");
    check_cuda(cudaMemsetAsync(slot.counts.data(), 0, counts_bytes, stream), "cudaMemsetAsync");

    screen_kernel<<<screen_blocks_, threads_per_block, 0, stream>>>(
        functor_.screen, EveryId{first, size}, slot.counts.data(), survivors);
    check_cuda(cudaGetLastError(), "launch of the screen kernel");
    examine_kernel<<<examine_blocks_, threads_per_block, 0, stream>>>(
        functor_.examine, ListedIds{first, survivors}, slot.counts.data(), undecided);
    check_cuda(cudaGetLastError(), "launch of the examination kernel");

    check_cuda(cudaMemcpyAsync(slot.host_counters.data(), slot.counters.data(), counters_bytes,
                               cudaMemcpyDeviceToHost, stream),
               "cudaMemcpyAsync");
    check_cuda(cudaMemcpyAsync(slot.host_counts.data(), slot.counts.data(), counts_bytes,
                               cudaMemcpyDeviceToHost, stream),
               "cudaMemcpyAsync");
    slot.first = first;
    slot.in_flight = true;
  }

  /// Waits for the slot's launch, if it has one, and adds its results.
  void harvest(Slot& slot, Counts& total, std::vector<std::uint64_t>& undecided) {
    if (!slot.in_flight) return;
    slot.stream.synchronize();
    slot.in_flight = false;
    for (std::size_t i = 0; i < slot.host_counts.size(); ++i) {
      total.merge(slot.host_counts.data()[i]);
    }
    const std::size_t left = slot.host_counters.data()[1];
    if (left == 0) return;
    std::vector<std::uint32_t> offsets(left);
    check_cuda(cudaMemcpy(offsets.data(), slot.undecided.data(), left * sizeof(std::uint32_t),
                          cudaMemcpyDeviceToHost),
               "cudaMemcpy");
    for (const std::uint32_t offset : offsets) undecided.push_back(slot.first + offset);
  }

  Functor functor_;
  int screen_blocks_;
  int examine_blocks_;
  std::uint64_t batch_;
  std::vector<Slot> slots_;
};

}  // namespace census
