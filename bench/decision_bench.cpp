#include <cstdint>
#include <numeric>

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
template <class Rows>
CENSUS_MULTIVERSION std::uint64_t ask_rows(Rows& rows, Counts& counts) {
  std::uint64_t left = 0;
  std::uint64_t ids[Rows::columns];
  for (std::uint64_t first = 0; first < networks; first += Rows::columns) {
    std::iota(ids, ids + Rows::columns, first);
    left += rows.ask(ids, Rows::columns, counts);
  }
  return left;
}

template <int dimension, int width>
void row_screen(benchmark::State& state) {
  RowScreen<PhiloxRows, dimension, 16> rows(unit_normal(dimension, width));
  Counts counts;
  for (auto _ : state) benchmark::DoNotOptimize(ask_rows(rows, counts));
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

BENCHMARK(row_screen<2, 4>);
BENCHMARK(row_screen<3, 6>);
BENCHMARK(row_screen<4, 8>);
BENCHMARK(screen)->Args({2, 4})->Args({3, 6})->Args({4, 8});
BENCHMARK(decision<double, 2, 4>);
BENCHMARK(decision<Bounded, 2, 4>);
BENCHMARK(decision<double, 3, 6>);
BENCHMARK(decision<Bounded, 3, 6>);
BENCHMARK(decision<double, 4, 8>);
BENCHMARK(decision<Bounded, 4, 8>);

}  // namespace
}  // namespace census::unactivated
