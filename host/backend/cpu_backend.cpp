#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "cuda/census/backend.hpp"
#include "cuda/questions/unactivated/decision.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/multiversion.hpp"
#include "host/backend/processor_name.hpp"

namespace census {
namespace {

/// Ids that one thread takes at a time: enough work to hide the shared counter, little enough for
/// the threads to finish together.
constexpr std::uint64_t block_size = 4096;

/// Asks one stage of a question about each of `ids`. Writes those it did not settle to `left`,
/// which may be `ids` itself, and returns how many they are.
template <class Ask, class Counts>
CENSUS_MULTIVERSION std::size_t ask_block(const Ask& ask, const std::uint64_t* ids,
                                          std::size_t number, Counts& counts, std::uint64_t* left) {
  std::size_t unsettled = 0;
  for (std::size_t i = 0; i < number; ++i) {
    const std::uint64_t id = ids[i];
    const auto outcome = ask(id);
    if (is_settled(outcome)) {
      counts.add(Ask::stage, outcome);
    } else {
      left[unsettled++] = id;
    }
  }
  return unsettled;
}

/// What one thread has counted.
template <class Counts>
struct Share {
  Counts counts;
  std::vector<std::uint64_t> undecided;
};

template <class Functor>
class CpuCensus final : public Census {
 public:
  CpuCensus(Functor functor, int threads) : functor_(functor), threads_(threads) {}

  Batch count(IdRange range) override {
    std::atomic<std::uint64_t> next_block = 0;
    std::vector<Share<typename Functor::Counts>> shares(static_cast<std::size_t>(threads_));
    std::exception_ptr failure;
    std::mutex failure_mutex;
    {
      std::vector<std::jthread> workers;
      for (auto& share : shares) {
        workers.emplace_back([&] {
          try {
            work(range, next_block, share);
          } catch (...) {
            const std::lock_guard lock(failure_mutex);
            if (!failure) failure = std::current_exception();
          }
        });
      }
    }
    if (failure) std::rethrow_exception(failure);

    typename Functor::Counts counts;
    Batch batch;
    for (const auto& share : shares) {
      counts.merge(share.counts);
      batch.undecided.insert(batch.undecided.end(), share.undecided.begin(), share.undecided.end());
    }
    std::sort(batch.undecided.begin(), batch.undecided.end());
    batch.tally = to_tally(counts);
    return batch;
  }

  std::uint64_t preferred_batch() const override {
    return 16 * block_size * static_cast<std::uint64_t>(threads_);
  }

 private:
  void work(IdRange range, std::atomic<std::uint64_t>& next_block,
            Share<typename Functor::Counts>& share) const {
    std::array<std::uint64_t, block_size> ids;
    const std::uint64_t blocks = range.count / block_size + (range.count % block_size != 0 ? 1 : 0);
    for (std::uint64_t block = next_block++; block < blocks; block = next_block++) {
      const std::uint64_t offset = block * block_size;
      std::size_t number = std::min(block_size, range.count - offset);
      std::iota(ids.begin(), ids.begin() + number, range.first + offset);
      number = ask_block(functor_.screen, ids.data(), number, share.counts, ids.data());
      number = ask_block(functor_.examine, ids.data(), number, share.counts, ids.data());
      share.undecided.insert(share.undecided.end(), ids.begin(), ids.begin() + number);
    }
  }

  Functor functor_;
  int threads_;
};

class CpuBackend final : public Backend {
 public:
  explicit CpuBackend(int threads) : threads_(threads) {}

  std::string name() const override { return "cpu"; }

  std::string device() const override {
    return processor_name() + ", " + std::to_string(threads_) +
           (threads_ == 1 ? " thread" : " threads");
  }

  std::unique_ptr<Census> open(const AnyPoint& point) override {
    return std::visit(
        [&](const auto& known) {
          return with_functor<Random123Words>(known, [&](auto functor) -> std::unique_ptr<Census> {
            return std::make_unique<CpuCensus<decltype(functor)>>(functor, threads_);
          });
        },
        point);
  }

 private:
  int threads_;
};

}  // namespace

std::unique_ptr<Backend> make_cpu_backend(int threads) {
  const int available = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return std::make_unique<CpuBackend>(threads > 0 ? threads : available);
}

std::vector<DeviceReport> list_cpu_devices() {
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  return {{"cpu", processor_name(), true, std::to_string(threads) + " threads"}};
}

}  // namespace census
