#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <cuda_runtime.h>

#include "cuda/census/ask_kernel.cuh"
#include "cuda/census/backend.hpp"
#include "cuda/census/data_points.hpp"
#include "cuda/census/device_memory.cuh"
#include "cuda/census/launchers.cuh"

namespace census {

/// Counts a question on the device, a batch of ids per launch. Several launches are in flight; the
/// host waits only for the oldest one when all slots are taken. `Launcher` knows the kernels.
template <class Launcher>
class CudaCensus final : public Census {
 public:
  template <class Functor>
  CudaCensus(const Functor& functor, const DeviceBudget& budget)
      : launcher_(functor, budget), batch_(batch_for(launcher_, budget)) {
    for (int i = 0; i < launches_in_flight; ++i)
      slots_.emplace_back(batch_, Counting::entries(launcher_.functor(), launcher_.blocks()));
  }

  Batch count(IdRange range) override {
    forget_launches();
    Total total = Counting::none(launcher_.functor());
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
    batch.tally = Counting::tally(launcher_.functor(), total);
    return batch;
  }

  std::uint64_t preferred_batch() const override { return batch_ * launches_in_flight; }

 private:
  using Counting = typename Launcher::Counting;
  using Entry = typename Counting::Entry;
  using Total = typename Counting::Total;

  static constexpr int launches_in_flight = 3;

  /// Buffers of one launch in flight. `counters` holds the lengths of both lists. The stream is
  /// last: it is waited for before the buffers that it writes to are freed.
  struct Slot {
    Slot(std::uint64_t batch, std::size_t entries)
        : survivors(batch),
          undecided(batch),
          counters(2),
          counts(entries),
          host_counters(2),
          host_counts(entries) {}

    DeviceArray<std::uint32_t> survivors;
    DeviceArray<std::uint32_t> undecided;
    DeviceArray<std::uint32_t> counters;
    DeviceArray<Entry> counts;
    PinnedArray<std::uint32_t> host_counters;
    PinnedArray<Entry> host_counts;
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

  /// Returns how many ids one launch takes: both lists of every slot must fit the budget.
  static std::uint64_t batch_for(const Launcher& launcher, const DeviceBudget& budget) {
    constexpr std::uint64_t bytes_per_id = 2 * sizeof(std::uint32_t) * launches_in_flight;
    const std::uint64_t fitting = budget.bytes / bytes_per_id;
    const std::uint64_t wanted = budget.batch_size.value_or(launcher.largest_batch());
    return std::clamp<std::uint64_t>(std::min(wanted, fitting), 1, std::uint64_t{1} << 31);
  }

  void launch(Slot& slot, std::uint64_t first, std::uint32_t size) {
    const cudaStream_t stream = slot.stream.get();
    const OffsetList survivors{slot.survivors.data(), slot.counters.data()};
    const OffsetList undecided{slot.undecided.data(), slot.counters.data() + 1};
    const std::size_t counts_bytes = slot.counts.size() * sizeof(Entry);
    const std::size_t counters_bytes = slot.counters.size() * sizeof(std::uint32_t);
    check_cuda(cudaMemsetAsync(slot.counters.data(), 0, counters_bytes, stream), "cudaMemsetAsync");
    check_cuda(cudaMemsetAsync(slot.counts.data(), 0, counts_bytes, stream), "cudaMemsetAsync");

    launcher_.launch(EveryId{first, size}, {slot.counts.data(), survivors, undecided}, stream);

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
  void harvest(Slot& slot, Total& total, std::vector<std::uint64_t>& undecided) {
    if (!slot.in_flight) return;
    slot.stream.synchronize();
    slot.in_flight = false;
    Counting::add(total, slot.host_counts.data(), slot.host_counts.size());
    const std::size_t left = slot.host_counters.data()[1];
    if (left == 0) return;
    std::vector<std::uint32_t> offsets(left);
    check_cuda(cudaMemcpy(offsets.data(), slot.undecided.data(), left * sizeof(std::uint32_t),
                          cudaMemcpyDeviceToHost),
               "cudaMemcpy");
    for (const std::uint32_t offset : offsets) undecided.push_back(slot.first + offset);
  }

  Launcher launcher_;
  std::uint64_t batch_;
  std::vector<Slot> slots_;
};

/// A census whose functor reads a data set in the device's memory, which it keeps.
template <class Number>
class CudaCensusOnData final : public Census {
 public:
  /// `open` makes the census from the data's place on the device.
  template <class Open>
  CudaCensusOnData(const DataSetOf<Number>& data, Open&& open) : values_(data.values.size()) {
    check_cuda(cudaMemcpy(values_.data(), data.values.data(), data.values.size() * sizeof(Number),
                          cudaMemcpyHostToDevice),
               "cudaMemcpy");
    census_ = open(DataPointsOf<Number>{values_.data(), data.points, data.dimension});
  }

  Batch count(IdRange range) override { return census_->count(range); }
  std::uint64_t preferred_batch() const override { return census_->preferred_batch(); }

 private:
  DeviceArray<Number> values_;
  std::unique_ptr<Census> census_;
};

/// Opens a point of one question on the card. Each question's kernels are compiled in a file of
/// their own: they are large.
std::unique_ptr<Census> open_on_cuda(const drawing::Point& point, const DeviceBudget& budget);
std::unique_ptr<Census> open_on_cuda(const unactivated::Point& point, const DeviceBudget& budget);
std::unique_ptr<Census> open_on_cuda(const unactivated::AveragedPoint& point,
                                     const DeviceBudget& budget);
std::unique_ptr<Census> open_on_cuda(const OnData<death::Point>& point, const DeviceBudget& budget);
std::unique_ptr<Census> open_on_cuda(const OnData<trainability::Point>& point,
                                     const DeviceBudget& budget);
std::unique_ptr<Census> open_on_cuda(const regions::Point& point, const DeviceBudget& budget);
std::unique_ptr<Census> open_on_cuda(const regions::PlacedPoint& point, const DeviceBudget& budget);

/// Opens a point whose functor `with_functor` finds; the body of each `open_on_cuda`.
template <template <class> class Launcher, class Generator, class Point>
std::unique_ptr<Census> open_functor_on_cuda(const Point& point, const DeviceBudget& budget) {
  return with_functor<Generator>(point, [&](auto functor) -> std::unique_ptr<Census> {
    return std::make_unique<CudaCensus<Launcher<decltype(functor)>>>(functor, budget);
  });
}

template <template <class> class Launcher, class Generator, class Point, class Number>
std::unique_ptr<Census> open_functor_on_cuda(const OnData<Point, Number>& point,
                                             const DeviceBudget& budget) {
  const auto open = [&](const DataPointsOf<Number>& data) {
    return with_functor<Generator>(point.point, data, [&](auto functor) -> std::unique_ptr<Census> {
      return std::make_unique<CudaCensus<Launcher<decltype(functor)>>>(functor, budget);
    });
  };
  return std::make_unique<CudaCensusOnData<Number>>(*point.data, open);
}

}  // namespace census
