#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#include "cuda/census/backend.hpp"
#include "cuda/census/counters.hpp"
#include "cuda/census/data_points.hpp"
#include "cuda/census/team.hpp"
#include "host/backend/layer_kernels.hpp"
#include "host/backend/multiversion.hpp"
#include "host/backend/philox_rows.hpp"
#include "host/backend/vector_team.hpp"
#include "host/backend/workspace.hpp"

namespace census {

/// Asks a question about `ids`, many side by side, and appends those that stay undecided. Some may
/// wait for others, until `finish_rows`.
template <class Rows, class Counts>
CENSUS_MULTIVERSION void ask_rows(Rows& rows, const std::uint64_t* ids, std::size_t number,
                                  Counts& counts, std::vector<std::uint64_t>& undecided) {
  for (std::size_t first = 0; first < number; first += Rows::columns) {
    rows.ask(ids + first, std::min(number - first, Rows::columns), counts, undecided);
  }
}

template <class Rows, class Counts>
CENSUS_MULTIVERSION void finish_rows(Rows& rows, Counts& counts,
                                     std::vector<std::uint64_t>& undecided) {
  rows.finish(counts, undecided);
}

/// Computes a functor that is made for teams, for each of `ids`: here the team is this thread.
/// Appends those that stay undecided.
template <class Functor, class Counts>
CENSUS_MULTIVERSION void ask_as_team(const Functor& functor, const std::uint64_t* ids,
                                     std::size_t number, void* workspace, Counts& counts,
                                     std::vector<std::uint64_t>& undecided) {
  for (std::size_t i = 0; i < number; ++i) {
    const auto outcome = functor(ids[i], workspace, SoloTeam{});
    if (is_settled(outcome)) {
      Functor::add(counts, ids[i], outcome);
    } else {
      undecided.push_back(ids[i]);
    }
  }
}

/// Computes a functor that adds to counters, for each of `ids`: the team is this thread. Appends
/// those that stay undecided.
template <class Functor>
void add_as_team(const Functor& functor, const std::uint64_t* ids, std::size_t number,
                 void* workspace, HostCounters counters, std::vector<std::uint64_t>& undecided) {
  with_vector_team([&](const auto& team) {
    for (std::size_t i = 0; i < number; ++i) {
      if (!functor(ids[i], workspace, team, counters)) undecided.push_back(ids[i]);
    }
  });
}

/// As many counters as a functor has, all of them sums.
class CounterValues {
 public:
  CounterValues() = default;
  explicit CounterValues(int number) : values_(static_cast<std::size_t>(number)) {}

  std::uint64_t* data() { return values_.data(); }
  const std::uint64_t* data() const { return values_.data(); }

  void merge(const CounterValues& other) {
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] += other.values_[i];
  }

 private:
  std::vector<std::uint64_t> values_;
};

/// What one thread does with ids: counts them, and keeps those that stay undecided.
template <class Functor>
class CpuWorker {
 public:
  using Counts = typename Functor::Counts;
  static Counts no_counts(const Functor&) { return {}; }
  static Tally tally(const Functor& functor, const Counts& counts) { return functor.tally(counts); }

  /// The most ids that one thread takes at a time: enough work to hide the shared counter, little
  /// enough for the threads to finish together.
  static constexpr std::uint64_t greatest_block = 4096;

  explicit CpuWorker(const Functor& functor) : rows_(functor.screen.point) {}

  template <class Share>
  void count(const std::uint64_t* ids, std::size_t number, Share& share) {
    ask_rows(rows_, ids, number, share.counts, share.undecided);
  }

  /// Counts what waits.
  template <class Share>
  void finish(Share& share) {
    finish_rows(rows_, share.counts, share.undecided);
  }

 private:
  typename Functor::template Rows<PhiloxRows> rows_;
};

/// The same for a functor that a team computes, in a workspace of the thread's own.
template <TeamFunctor Functor>
class CpuWorker<Functor> {
 public:
  using Counts = typename Functor::Counts;
  static Counts no_counts(const Functor&) { return {}; }
  static Tally tally(const Functor& functor, const Counts& counts) { return functor.tally(counts); }

  /// One network is work for a microsecond at least, and for seconds at most.
  static constexpr std::uint64_t greatest_block = 16;

  explicit CpuWorker(const Functor& functor)
      : functor_(functor), workspace_(functor.workspace_bytes()) {}

  template <class Share>
  void count(const std::uint64_t* ids, std::size_t number, Share& share) {
    ask_as_team(functor_, ids, number, workspace_.data(), share.counts, share.undecided);
  }

  template <class Share>
  void finish(Share&) {}

 private:
  const Functor& functor_;
  Workspace workspace_;
};

/// The same for a functor that adds to counters.
template <CountingFunctor Functor>
class CpuWorker<Functor> {
 public:
  using Counts = CounterValues;
  static Counts no_counts(const Functor& functor) { return CounterValues(functor.counters()); }
  static Tally tally(const Functor& functor, const Counts& counts) {
    return functor.tally(counts.data());
  }

  static constexpr std::uint64_t greatest_block = 16;

  explicit CpuWorker(const Functor& functor)
      : functor_(functor), workspace_(functor.workspace_bytes()) {}

  template <class Share>
  void count(const std::uint64_t* ids, std::size_t number, Share& share) {
    add_as_team(functor_, ids, number, workspace_.data(), HostCounters{share.counts.data()},
                share.undecided);
  }

  template <class Share>
  void finish(Share&) {}

 private:
  const Functor& functor_;
  Workspace workspace_;
};

/// Counts a functor with threads that take blocks of ids from a shared counter.
template <class Functor>
class CpuCensus final : public Census {
 public:
  CpuCensus(Functor functor, int threads)
      : functor_(functor), workers_(static_cast<std::size_t>(threads)) {}

  Batch count(IdRange range) override {
    std::atomic<std::uint64_t> next_block = 0;
    std::vector<Share> shares(workers_.size(), Share{Worker::no_counts(functor_), {}});
    std::exception_ptr failure;
    std::mutex failure_mutex;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < workers_.size(); ++i) {
        threads.emplace_back([&, i] {
          try {
            work(range, next_block, workers_[i], shares[i]);
          } catch (...) {
            const std::lock_guard lock(failure_mutex);
            if (!failure) failure = std::current_exception();
          }
        });
      }
    }
    if (failure) {
      for (auto& worker : workers_) worker.reset();  // what waits in them belongs to no count
      std::rethrow_exception(failure);
    }

    typename Worker::Counts counts = Worker::no_counts(functor_);
    Batch batch;
    for (const auto& share : shares) {
      counts.merge(share.counts);
      batch.undecided.insert(batch.undecided.end(), share.undecided.begin(), share.undecided.end());
    }
    std::sort(batch.undecided.begin(), batch.undecided.end());
    batch.tally = Worker::tally(functor_, counts);
    return batch;
  }

  std::uint64_t preferred_batch() const override { return 16 * smallest_chunk * workers_.size(); }

 private:
  using Worker = CpuWorker<Functor>;
  static constexpr std::uint64_t greatest_block = Worker::greatest_block;
  /// A run begins with a sixteenth of the preferred batch, and is interrupted between chunks: where
  /// a network can take seconds, that is one for each thread.
  static constexpr std::uint64_t smallest_chunk = TeamFunctor<Functor> ? 1 : greatest_block;

  /// What one thread has counted.
  struct Share {
    typename Worker::Counts counts;
    std::vector<std::uint64_t> undecided;
  };

  /// Returns how many ids one block has: several blocks for each thread, however few ids there are.
  std::uint64_t block_size(IdRange range) const {
    return std::clamp<std::uint64_t>(range.count / (8 * workers_.size()), 1, greatest_block);
  }

  /// Takes blocks until there are none. The thread's worker is made for its first block, and kept:
  /// its workspace can be large.
  void work(IdRange range, std::atomic<std::uint64_t>& next_block, std::unique_ptr<Worker>& worker,
            Share& share) const {
    const std::uint64_t size = block_size(range);
    std::array<std::uint64_t, greatest_block> ids;
    const std::uint64_t blocks = range.count / size + (range.count % size != 0 ? 1 : 0);
    for (std::uint64_t block = next_block++; block < blocks; block = next_block++) {
      if (!worker) worker = std::make_unique<Worker>(functor_);
      const std::uint64_t offset = block * size;
      const std::size_t number = std::min(size, range.count - offset);
      std::iota(ids.begin(), ids.begin() + number, range.first + offset);
      worker->count(ids.data(), number, share);
    }
    if (worker) worker->finish(share);
  }

  Functor functor_;
  std::vector<std::unique_ptr<Worker>> workers_;  ///< one for each thread
};

/// Opens a point of one question for `threads` threads of the processor. Each question's functors
/// are compiled in a file of their own: they are large.
std::unique_ptr<Census> open_on_cpu(const drawing::Point& point, int threads);
std::unique_ptr<Census> open_on_cpu(const unactivated::Point& point, int threads);
std::unique_ptr<Census> open_on_cpu(const unactivated::AveragedPoint& point, int threads);
std::unique_ptr<Census> open_on_cpu(const OnData<death::Point>& point, int threads);
std::unique_ptr<Census> open_on_cpu(const OnData<trainability::Point>& point, int threads);
std::unique_ptr<Census> open_on_cpu(const regions::Point& point, int threads);
std::unique_ptr<Census> open_on_cpu(const regions::PlacedPoint& point, int threads);

/// Opens a point whose functor `with_functor` finds; the body of each `open_on_cpu`.
template <class Generator, class Point>
std::unique_ptr<Census> open_functor_on_cpu(const Point& point, int threads) {
  return with_functor<Generator>(point, [&](auto functor) -> std::unique_ptr<Census> {
    return std::make_unique<CpuCensus<decltype(functor)>>(functor, threads);
  });
}

/// A census whose functor reads a data set, which it keeps.
template <class Number>
class CensusOnData final : public Census {
 public:
  CensusOnData(std::shared_ptr<const DataSetOf<Number>> data, std::unique_ptr<Census> census)
      : data_(std::move(data)), census_(std::move(census)) {}

  Batch count(IdRange range) override { return census_->count(range); }
  std::uint64_t preferred_batch() const override { return census_->preferred_batch(); }

 private:
  std::shared_ptr<const DataSetOf<Number>> data_;
  std::unique_ptr<Census> census_;
};

template <class Generator, class Point, class Number>
std::unique_ptr<Census> open_functor_on_cpu(const OnData<Point, Number>& point, int threads) {
  auto census = with_functor<Generator>(
      point.point, point.data->view(), [&](auto functor) -> std::unique_ptr<Census> {
        return std::make_unique<CpuCensus<decltype(functor)>>(functor, threads);
      });
  return std::make_unique<CensusOnData<Number>>(point.data, std::move(census));
}

}  // namespace census
