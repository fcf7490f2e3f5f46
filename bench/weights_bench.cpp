#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "cuda/random/law.hpp"
#include "host/backend/multiversion.hpp"

namespace census {
namespace {

/// Turns an array of words into weights, eight side by side.
CENSUS_MULTIVERSION void all_weights(Law law, const std::vector<std::uint32_t>& words,
                                     std::vector<float>& out) {
  for (std::size_t i = 0; i < words.size(); i += 8) to_weights<8>(law, &words[i], &out[i]);
}

void weights(benchmark::State& state, Distribution distribution) {
  std::vector<std::uint32_t> words(4096);
  std::uint32_t word = 12345;
  for (std::uint32_t& each : words) each = word = word * 1664525U + 1013904223U;
  std::vector<float> out(words.size());
  for (auto _ : state) {
    all_weights({distribution, 1.0F}, words, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.counters["weights"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(words.size()),
      benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(weights, normal, Distribution::normal);
BENCHMARK_CAPTURE(weights, uniform, Distribution::uniform);
BENCHMARK_CAPTURE(weights, laplace, Distribution::laplace);
BENCHMARK_CAPTURE(weights, cauchy, Distribution::cauchy);
BENCHMARK_CAPTURE(weights, smoothed_rademacher, Distribution::smoothed_rademacher);

}  // namespace
}  // namespace census
