#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "cuda/questions/unactivated/count_signs.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/multiversion.hpp"

namespace census::unactivated {
namespace {

template <class Functor>
CENSUS_MULTIVERSION std::uint64_t count_all(const Functor& functor, std::uint64_t networks,
                                            void* workspace) {
  std::uint64_t unactivated = 0;
  for (std::uint64_t id = 0; id < networks; ++id) {
    unactivated += functor(id, workspace, SoloTeam{}).unactivated;
  }
  return unactivated;
}

/// Networks averaged over all signs, and over the orientations of all neurons or of none; unit
/// normal, one thread.
void averaging(benchmark::State& state, bool orientations) {
  const Law law;
  const auto n0 = static_cast<int>(state.range(0));
  const auto n1 = static_cast<int>(state.range(1));
  const AveragedPoint averaged{{n0, n1, law, law, law, law, 20241206}, {n1, orientations ? n1 : 0}};
  constexpr std::uint64_t networks = 64;
  with_functor<Random123Words>(averaged, [&](const auto& functor) {
    std::vector<std::uint64_t> workspace(functor.workspace_bytes() / sizeof(std::uint64_t) + 1);
    for (auto _ : state) {
      benchmark::DoNotOptimize(count_all(functor, networks, workspace.data()));
    }
  });
  state.counters["networks"] = benchmark::Counter(
      static_cast<double>(state.iterations() * static_cast<std::int64_t>(networks)),
      benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(averaging, orbit, true)->Args({1, 3})->Args({2, 4})->Args({4, 6})->Args({8, 10});
BENCHMARK_CAPTURE(averaging, signs, false)
    ->Args({4, 6})
    ->Args({6, 8})
    ->Args({2, 12})
    ->Args({4, 16});

}  // namespace
}  // namespace census::unactivated
