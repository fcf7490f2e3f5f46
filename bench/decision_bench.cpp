#include <cstdint>

#include <benchmark/benchmark.h>

#include "cuda/questions/unactivated/decision.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/multiversion.hpp"

namespace census::unactivated {
namespace {

constexpr std::uint64_t networks = 1 << 12;

Point unit_normal(int n0, int n1) {
  const Law law;
  return {n0, n1, law, law, law, law, 20241206};
}

template <class Ask>
CENSUS_MULTIVERSION std::uint64_t ask_all(const Ask& ask) {
  std::uint64_t unactivated = 0;
  for (std::uint64_t id = 0; id < networks; ++id) {
    if (ask(id) == Verdict::unactivated) ++unactivated;
  }
  return unactivated;
}

void report(benchmark::State& state) {
  state.counters["networks"] = benchmark::Counter(
      static_cast<double>(state.iterations() * static_cast<std::int64_t>(networks)),
      benchmark::Counter::kIsRate);
}

/// The first stage on every network, one thread.
void screen(benchmark::State& state) {
  const Screen<Random123Words, 16> ask{
      unit_normal(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)))};
  for (auto _ : state) benchmark::DoNotOptimize(ask_all(ask));
  report(state);
}

/// Both stages, the second in binary64 that believes its rounding (`double`) or bounds it
/// (`Bounded`): the ratio is what certainty costs. One thread.
template <class Number, int dimension>
struct Decide {
  Point point;

  CENSUS_HD Verdict operator()(std::uint64_t id) const {
    const Verdict screened = Screen<Random123Words, 16>{point}(id);
    if (is_settled(screened)) return screened;
    return examine<Number>(draw_network<Random123Words, dimension, 16>(point, id));
  }
};

template <class Number, int dimension, int width>
void decision(benchmark::State& state) {
  const Decide<Number, dimension> ask{unit_normal(dimension, width)};
  for (auto _ : state) benchmark::DoNotOptimize(ask_all(ask));
  report(state);
}

BENCHMARK(screen)->Args({2, 4})->Args({3, 6})->Args({4, 8});
BENCHMARK(decision<double, 2, 4>);
BENCHMARK(decision<Bounded, 2, 4>);
BENCHMARK(decision<double, 3, 6>);
BENCHMARK(decision<Bounded, 3, 6>);
BENCHMARK(decision<double, 4, 8>);
BENCHMARK(decision<Bounded, 4, 8>);

}  // namespace
}  // namespace census::unactivated
