#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include <benchmark/benchmark.h>

#include "cuda/questions/regions/functor.hpp"
#include "host/backend/philox_words.hpp"
#include "host/backend/vector_team.hpp"
#include "host/backend/workspace.hpp"

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
  point.binning = {1 << 4, 1 << 12};
  return point;
}

template <class Functor>
std::uint64_t count_all(const Functor& functor, std::uint64_t first, std::uint64_t networks,
                        void* workspace, HostCounters counters) {
  std::uint64_t settled = 0;
  with_vector_team([&](const auto& team) {
    for (std::uint64_t id = first; id < first + networks; ++id) {
      if (functor(id, workspace, team, counters)) ++settled;
    }
  });
  return settled;
}

/// Networks and regions per second, one thread.
void count_regions(benchmark::State& state, const Point& point) {
  constexpr std::uint64_t networks = 16;
  with_functor<PhiloxWords>(point, [&](const auto& functor) {
    census::Workspace workspace(functor.workspace_bytes());
    std::vector<std::uint64_t> counters(static_cast<std::size_t>(functor.counters()));
    std::uint64_t id = 0;
    for (auto _ : state) {
      benchmark::DoNotOptimize(
          count_all(functor, id, networks, workspace.data(), HostCounters{counters.data()}));
      id += networks;
    }
    const auto rate = [](std::uint64_t number) {
      return benchmark::Counter(static_cast<double>(number), benchmark::Counter::kIsRate);
    };
    const CounterLayout layout(point);
    state.counters["networks"] = rate(id);
    state.counters["regions"] = rate(counters[static_cast<std::size_t>(layout.regions())]);
    state.counters["unsettled"] =
        static_cast<double>(id - counters[static_cast<std::size_t>(layout.networks())]);
  });
}

BENCHMARK_CAPTURE(count_regions, box_16_16, he_normal({16, 16}, Extent::polygon));
BENCHMARK_CAPTURE(count_regions, box_32_32, he_normal({32, 32}, Extent::polygon));
BENCHMARK_CAPTURE(count_regions, box_64_64_64, he_normal({64, 64, 64}, Extent::polygon));
BENCHMARK_CAPTURE(count_regions, plane_32, he_normal({32}, Extent::plane));
BENCHMARK_CAPTURE(count_regions, plane_16_16, he_normal({16, 16}, Extent::plane));
BENCHMARK_CAPTURE(count_regions, line_16_16, he_normal({16, 16}, Extent::line));
BENCHMARK_CAPTURE(count_regions, segment_64_64_64, he_normal({64, 64, 64}, Extent::segment));
BENCHMARK_CAPTURE(count_regions, space_32, he_normal({32}, Extent::space));

}  // namespace
}  // namespace census::regions
