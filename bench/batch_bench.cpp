#include <memory>

#include <benchmark/benchmark.h>

#include "cuda/census/backend.hpp"

namespace census {
namespace {

/// Whole batches as a sweep runs them, unit normal, on all threads of the processor or on the card.
void batch(benchmark::State& state, std::unique_ptr<Backend> (*make_backend)(),
           std::uint64_t networks) {
  std::unique_ptr<Census> census;
  try {
    const Law law;
    census = make_backend()->open(unactivated::Point{
        static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), law, law, law, law, 1});
  } catch (const BackendUnavailable& reason) {
    state.SkipWithError(reason.what());
    return;
  }
  std::uint64_t first = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(census->count({first, networks}));
    first += networks;
  }
  state.counters["networks"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(networks),
                         benchmark::Counter::kIsRate);
}

std::unique_ptr<Backend> cpu() { return make_cpu_backend(0); }
std::unique_ptr<Backend> cuda() { return make_cuda_backend(); }

void standard_points(benchmark::internal::Benchmark* benchmark) {
  benchmark->Args({1, 3})
      ->Args({2, 4})
      ->Args({3, 6})
      ->Args({4, 8})
      ->Args({1, 64})
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}
BENCHMARK_CAPTURE(batch, cpu, cpu, std::uint64_t{1} << 20)->Apply(standard_points);
BENCHMARK_CAPTURE(batch, cuda, cuda, std::uint64_t{1} << 28)->Apply(standard_points);

}  // namespace
}  // namespace census
