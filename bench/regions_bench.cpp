#include <cmath>
#include <cstdint>
#include <initializer_list>

#include <benchmark/benchmark.h>

#include "cuda/census/backend.hpp"

namespace census::regions {
namespace {

/// He-normal weights and unit normal biases on two inputs, on [-3, 3]^2 or the first axis.
Point he_normal(std::initializer_list<int> widths, Extent extent) {
  Point point;
  point.depth = 0;
  point.key = 20241206;
  for (const int width : widths) {
    const int l = point.depth++;
    point.widths[l] = width;
    point.laws[l].weights.scale = static_cast<float>(std::sqrt(2.0 / inputs_of_layer(point, l)));
  }
  Domain& domain = point.domain;
  domain.extent = extent;
  domain.ends[0] = -3.0;
  domain.ends[1] = 3.0;
  domain.corners = 4;
  const double corners[4][2] = {{-3.0, -3.0}, {3.0, -3.0}, {3.0, 3.0}, {-3.0, 3.0}};
  for (int k = 0; k < 4; ++k) {
    for (int i = 0; i < 2; ++i) domain.corner[k][i] = corners[k][i];
  }
  point.binning = {1 << 8, 1 << 8};
  return point;
}

/// Networks and regions per second of wall time, by a thread of the census.
void count_regions(benchmark::State& state, const Point& point) {
  constexpr std::uint64_t networks = 128;
  const auto census = make_cpu_backend(1)->open(point);
  Tally tally;
  std::uint64_t next = 0;
  for (auto _ : state) {
    tally.merge(census->count({next, networks}).tally);
    next += networks;
  }
  const auto sum = [&](const char* name) { return tally.at("tally", name).convert_to<double>(); };
  state.counters["networks"] =
      benchmark::Counter(static_cast<double>(next), benchmark::Counter::kIsRate);
  state.counters["regions"] = benchmark::Counter(sum("regions"), benchmark::Counter::kIsRate);
  state.counters["unsettled"] = static_cast<double>(next) - sum("networks");
}

BENCHMARK_CAPTURE(count_regions, box_16_16, he_normal({16, 16}, Extent::polygon))->UseRealTime();
BENCHMARK_CAPTURE(count_regions, box_32_32, he_normal({32, 32}, Extent::polygon))->UseRealTime();
BENCHMARK_CAPTURE(count_regions, box_64_64_64, he_normal({64, 64, 64}, Extent::polygon))
    ->UseRealTime();
BENCHMARK_CAPTURE(count_regions, plane_32, he_normal({32}, Extent::plane))->UseRealTime();
BENCHMARK_CAPTURE(count_regions, plane_16_16, he_normal({16, 16}, Extent::plane))->UseRealTime();
BENCHMARK_CAPTURE(count_regions, line_16_16, he_normal({16, 16}, Extent::line))->UseRealTime();
BENCHMARK_CAPTURE(count_regions, segment_64_64_64, he_normal({64, 64, 64}, Extent::segment))
    ->UseRealTime();
BENCHMARK_CAPTURE(count_regions, space_32, he_normal({32}, Extent::space))->UseRealTime();

}  // namespace
}  // namespace census::regions
