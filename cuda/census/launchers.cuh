#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include <cuda_runtime.h>

#include "cuda/census/ask_kernel.cuh"
#include "cuda/census/backend.hpp"
#include "cuda/census/counters.hpp"
#include "cuda/census/device_memory.cuh"
#include "cuda/census/team_kernel.cuh"

namespace census {

/// What a launch may use, found once per device.
struct DeviceBudget {
  int multiprocessors = 1;
  int threads_per_multiprocessor = 1;
  std::size_t shared_bytes_per_block = 0;           ///< the most a block can ask for
  std::size_t shared_bytes_per_multiprocessor = 0;  ///< for all its blocks together
  std::size_t bytes = 0;                            ///< device memory that may be taken
  std::optional<std::uint64_t> batch_size;          ///< networks per launch, when the user fixed it
};

/// Returns as many blocks as fit on the device at once: kernels loop over their ids, and more
/// blocks would only add to the partial counts.
/// @throw BackendUnavailable when the threads' local memory does not fit the budget.
template <class Kernel>
int resident_blocks(Kernel kernel, int threads, std::size_t shared_bytes,
                    const DeviceBudget& budget) {
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
  check_cuda(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&per_multiprocessor, kernel, threads,
                                                           shared_bytes),
             "cudaOccupancyMaxActiveBlocksPerMultiprocessor");
  return std::max(1, per_multiprocessor) * budget.multiprocessors;
}

/// What the kernels of one launch write: counts, and the offsets of ids.
template <class Entry>
struct LaunchOutput {
  Entry* counts;
  OffsetList survivors;  ///< of the first stage
  OffsetList undecided;  ///< what no kernel settled
};

/// Counts that every block keeps for itself, of a functor whose outcomes are added up as `Counts`.
template <class Functor>
struct CountsOfBlocks {
  using Entry = typename Functor::Counts;  ///< what a block writes
  using Total = typename Functor::Counts;

  static std::size_t entries(const Functor&, int blocks) {
    return static_cast<std::size_t>(blocks);
  }
  static Total none(const Functor&) { return {}; }
  static void add(Total& total, const Entry* entries, std::size_t number) {
    for (std::size_t i = 0; i < number; ++i) total.merge(entries[i]);
  }
  static Tally tally(const Functor& functor, const Total& total) { return functor.tally(total); }
};

/// Counters that all blocks add to.
template <class Functor>
struct SharedCounters {
  using Entry = unsigned long long;
  using Total = std::vector<std::uint64_t>;

  static std::size_t entries(const Functor& functor, int) {
    return static_cast<std::size_t>(functor.counters());
  }
  static Total none(const Functor& functor) { return Total(entries(functor, 0)); }
  static void add(Total& total, const Entry* entries, std::size_t number) {
    for (std::size_t i = 0; i < number; ++i) total[i] += entries[i];
  }
  static Tally tally(const Functor& functor, const Total& total) {
    return functor.tally(total.data());
  }
};

/// Launches a question that one thread answers, in two kernels: the screen over every id, whose
/// survivors are compacted, and the full examination of the survivors.
template <class FunctorType>
class StageLauncher {
 public:
  using Functor = FunctorType;
  using Counting = CountsOfBlocks<Functor>;

  StageLauncher(const Functor& functor, const DeviceBudget& budget)
      : functor_(functor),
        screen_blocks_(resident_blocks(screen_kernel, threads_per_block, 0, budget)),
        examine_blocks_(resident_blocks(examine_kernel, threads_per_block, 0, budget)) {}

  const Functor& functor() const { return functor_; }
  int blocks() const { return std::max(screen_blocks_, examine_blocks_); }
  std::uint64_t largest_batch() const { return std::uint64_t{1} << 24; }

  void launch(EveryId ids, const LaunchOutput<typename Counting::Entry>& output,
              cudaStream_t stream) const {
    screen_kernel<<<screen_blocks_, threads_per_block, 0, stream>>>(
        functor_.screen, ids, output.counts, output.survivors);
    check_cuda(cudaGetLastError(), "launch of the screen kernel");
    examine_kernel<<<examine_blocks_, threads_per_block, 0, stream>>>(
        functor_.examine, ListedIds{ids.first, output.survivors}, output.counts, output.undecided);
    check_cuda(cudaGetLastError(), "launch of the examination kernel");
  }

 private:
  using Counts = typename Functor::Counts;
  static constexpr auto screen_kernel = ask_kernel<decltype(Functor::screen), EveryId, Counts>;
  static constexpr auto examine_kernel = ask_kernel<decltype(Functor::examine), ListedIds, Counts>;

  Functor functor_;
  int screen_blocks_;
  int examine_blocks_;
};

/// Launches a functor that a warp computes, in one kernel. The warps' workspaces are in shared
/// memory when a multiprocessor holds several of them, else in device memory.
template <class FunctorType>
class TeamLauncher {
 public:
  using Functor = FunctorType;
  using Counting = std::conditional_t<CountingFunctor<Functor>, SharedCounters<Functor>,
                                      CountsOfBlocks<Functor>>;

  TeamLauncher(const Functor& functor, const DeviceBudget& budget)
      : functor_(functor),
        workspace_bytes_((functor.workspace_bytes() + 63) / 64 * 64),
        shared_bytes_(shared_memory_holds(budget) ? workspace_bytes_ : 0),
        blocks_(blocks_for(budget)),
        global_workspaces_(
            shared_bytes_ > 0 ? 0 : static_cast<std::size_t>(blocks_) * workspace_bytes_) {}

  const Functor& functor() const { return functor_; }
  int blocks() const { return blocks_; }

  /// Enough networks for every warp to have several, so that a dear one does not leave the others
  /// idle.
  std::uint64_t largest_batch() const { return 16 * static_cast<std::uint64_t>(blocks_); }

  void launch(EveryId ids, const LaunchOutput<typename Counting::Entry>& output,
              cudaStream_t stream) const {
    // Launches in flight on other streams would share the global workspaces: those are one stream's
    // at a time.
    if (shared_bytes_ == 0 && last_launch_.recorded()) last_launch_.make_wait(stream);
    kernel<<<blocks_, WarpTeam::width, shared_bytes_, stream>>>(
        functor_, ids, shared_bytes_ > 0 ? nullptr : global_workspaces_.data(), workspace_bytes_,
        output.counts, output.undecided);
    check_cuda(cudaGetLastError(), "launch of the team kernel");
    if (shared_bytes_ == 0) last_launch_.record(stream);
  }

 private:
  static constexpr auto choose_kernel() {
    if constexpr (CountingFunctor<Functor>) {
      return counting_kernel<Functor>;
    } else {
      return team_kernel<Functor>;
    }
  }
  static constexpr auto kernel = choose_kernel();
  static constexpr std::size_t workspaces_per_multiprocessor = 4;

  bool shared_memory_holds(const DeviceBudget& budget) const {
    return workspace_bytes_ <= budget.shared_bytes_per_block &&
           workspace_bytes_ * workspaces_per_multiprocessor <=
               budget.shared_bytes_per_multiprocessor;
  }

  int blocks_for(const DeviceBudget& budget) const {
    // The limit is the kernel's, whoever opened it: never lowered to what one point needs.
    check_cuda(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                    static_cast<int>(budget.shared_bytes_per_block)),
               "cudaFuncSetAttribute");
    const int resident = resident_blocks(kernel, WarpTeam::width, shared_bytes_, budget);
    if (shared_bytes_ > 0) return resident;
    const std::size_t fitting = budget.bytes / workspace_bytes_;
    if (fitting == 0) {
      throw BackendUnavailable("a network of this size needs " +
                               std::to_string(workspace_bytes_ >> 20) +
                               " MiB of the card's memory; use --backend cpu");
    }
    return static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(resident), fitting));
  }

  Functor functor_;
  std::size_t workspace_bytes_;
  std::size_t shared_bytes_;  ///< 0 when the workspaces are in device memory
  int blocks_;
  DeviceArray<std::byte> global_workspaces_;
  mutable Event last_launch_;
};

}  // namespace census
