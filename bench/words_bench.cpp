#include <cstdint>

#include <benchmark/benchmark.h>

#include "cuda/random/random123_words.hpp"

namespace census {
namespace {

/// Words of consecutive networks, `range(0)` of each.
void words(benchmark::State& state) {
  const auto per_network = static_cast<int>(state.range(0));
  std::uint32_t out[1024];
  std::uint64_t id = 0;
  for (auto _ : state) {
    WordStream<Random123Words> stream(1, id++);
    stream.read(0, per_network, out);
    benchmark::DoNotOptimize(out);
  }
  state.counters["words"] = benchmark::Counter(
      static_cast<double>(state.iterations() * per_network), benchmark::Counter::kIsRate);
}
BENCHMARK(words)->Arg(17)->Arg(49)->Arg(641);

}  // namespace
}  // namespace census
