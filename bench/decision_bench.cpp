#include <cstdint>

#include <benchmark/benchmark.h>

#include "cuda/questions/unactivated/decision.hpp"
#include "cuda/questions/unactivated/row_screen.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/multiversion.hpp"
#include "host/backend/philox_rows.hpp"

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

/// The same side by side, as the processor does it.
CENSUS_MULTIVERSION std::uint64_t ask_rows(RowScreen<PhiloxRows, 16>& ask, Counts& counts) {
  std::uint64_t left = 0;
  std::uint64_t ids[256];
  for (std::uint64_t first = 0; first < networks; first += 256) {
    for (std::uint64_t i = 0; i < 256; ++i) ids[i] = first + i;
    left += ask.ask(ids, 256, counts);
  }
  return left;
}

void row_screen(benchmark::State& state) {
  RowScreen<PhiloxRows, 16> ask(
      unit_normal(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))));
  Counts counts;
  for (auto _ : state) benchmark::DoNotOptimize(ask_rows(ask, counts));
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

BENCHMARK(row_screen)->Args({2, 4})->Args({3, 6})->Args({4, 8})->Args({1, 3})->Args({2, 16});
BENCHMARK(screen)->Args({1, 3})->Args({2, 16})->Args({2, 4})->Args({3, 6})->Args({4, 8});
BENCHMARK(decision<double, 2, 4>);
BENCHMARK(decision<Bounded, 2, 4>);
BENCHMARK(decision<double, 3, 6>);
BENCHMARK(decision<Bounded, 3, 6>);
BENCHMARK(decision<double, 4, 8>);
BENCHMARK(decision<Bounded, 4, 8>);

}  // namespace
}  // namespace census::unactivated
