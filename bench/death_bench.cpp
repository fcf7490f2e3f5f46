#include <cmath>
#include <cstdint>
#include <memory>
#include <new>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "cuda/census/counters.hpp"
#include "cuda/questions/death/count_living.hpp"
#include "host/backend/layer_kernels.hpp"
#include "host/backend/philox_words.hpp"

namespace census::death {
namespace {

constexpr int inputs = 4;
constexpr int points = 256;

/// He normal without biases, as the networks of the reference numbers.
Point he_normal(int width, int depth) {
  Point point;
  point.architecture.input_dimension = inputs;
  point.architecture.depth = depth;
  for (int layer = 0; layer < depth; ++layer) {
    point.architecture.widths[layer] = static_cast<std::uint16_t>(width);
    point.weight_scales[layer] =
        std::sqrt(2.0F / static_cast<float>(point.architecture.fan_in(layer)));
  }
  point.key = 20241206;
  return point;
}

template <class Functor>
void count_all(const Functor& functor, std::uint64_t networks, void* workspace,
               const HostCounters& counters) {
  with_vector_team([&](const auto& team) {
    for (std::uint64_t id = 0; id < networks; ++id) functor(id, workspace, team, counters);
  });
}

/// Networks of range(0) neurons in each of range(1) layers, one thread.
void death(benchmark::State& state) {
  std::mt19937_64 rng(1);
  std::normal_distribution<float> normal;
  std::vector<float> data(inputs * points);
  for (float& x : data) x = normal(rng);
  const CountLiving<PhiloxWords> functor{
      he_normal(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))),
      {data.data(), points, inputs}};
  const std::uint64_t networks = state.range(0) > 16 ? 64 : 1024;
  const std::unique_ptr<void, void (*)(void*)> workspace(
      ::operator new (functor.workspace_bytes(), std::align_val_t{64}),
      [](void* memory) { ::operator delete (memory, std::align_val_t{64}); });
  std::vector<std::uint64_t> values(static_cast<std::size_t>(functor.counters()));
  for (auto _ : state) {
    count_all(functor, networks, workspace.get(), HostCounters{values.data()});
    benchmark::DoNotOptimize(values.data());
  }
  state.counters["networks"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(networks),
                         benchmark::Counter::kIsRate);
}

BENCHMARK(death)->Args({3, 10})->Args({10, 10})->Args({64, 10});

}  // namespace
}  // namespace census::death
