#include "host/commands/benchmark.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cuda/questions/drawing/point.hpp"
#include "host/commands/backend_choice.hpp"
#include "host/commands/exit_code.hpp"
#include "host/output/readable.hpp"
#include "host/output/table.hpp"
#include "host/output/version.hpp"
#include "host/questions/question.hpp"
#include "host/run/throughput.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census benchmark
  relu-census benchmark --backend cpu --threads 1 --json

The limit is the rate of drawing all parameters of a network and adding them up. Plain counting can
be faster: it draws no more of a network than settles it.)";

constexpr std::pair<int, int> sizes[] = {{2, 4}, {3, 6}, {4, 8}};
constexpr int turns = 7;
constexpr double turn_seconds = 0.2;

struct BenchmarkOptions {
  CommonOptions common;
};

/// Rates at one point, in networks per second.
struct Rates {
  int n0 = 0;
  int n1 = 0;
  double limit = 0.0;
  double plain = 0.0;
  double orbit = 0.0;
};

Rates measure(Backend& backend, int n0, int n1) {
  const auto point = find_question("unactivated")->point({{"n0", n0}, {"n1", n1}});
  const int parameters = n0 * n1 + n1 + n1 + 1;
  const auto limit = backend.open(drawing::Point{parameters, {}, 1});
  const auto plain = backend.open(point->estimator("plain")->kernel_point(1));
  const auto orbit = backend.open(point->estimator("orbit")->kernel_point(1));
  Throughput rates[] = {Throughput(*limit), Throughput(*plain), Throughput(*orbit)};
  for (int turn = 0; turn < turns; ++turn) {
    for (Throughput& rate : rates) rate.take_turn(turn_seconds);
  }
  return {n0, n1, rates[0].median(), rates[1].median(), rates[2].median()};
}

void print_text(const std::string& device, const std::vector<Rates>& all) {
  std::vector<std::vector<std::string>> table;
  for (const Rates& rates : all) {
    table.push_back({fmt::format("{}", rates.n0), fmt::format("{}", rates.n1),
                     readable_count(rates.plain), readable_count(rates.limit),
                     fmt::format("{:.0f} %", 100.0 * rates.plain / rates.limit),
                     readable_count(rates.orbit)});
  }
  fmt::print(
      "{}, unit-normal, networks per second\n{}\n", device,
      render_table({{"n0"}, {"n1"}, {"plain"}, {"limit"}, {"plain/limit"}, {"orbit"}}, table));
}

nlohmann::ordered_json to_json(const Backend& backend, const std::vector<Rates>& all) {
  auto points = nlohmann::ordered_json::array();
  for (const Rates& rates : all) {
    points.push_back({{"n0", rates.n0},
                      {"n1", rates.n1},
                      {"init", "unit-normal"},
                      {"plain", rates.plain},
                      {"limit", rates.limit},
                      {"plain_over_limit", rates.plain / rates.limit},
                      {"orbit", rates.orbit}});
  }
  return {{"backend", backend.name()}, {"device", backend.device()}, {"points", points}};
}

/// The backends that are asked for: one by name, or all that can run here.
std::vector<std::unique_ptr<Backend>> backends_of(const CommonOptions& options) {
  std::vector<std::unique_ptr<Backend>> backends;
  if (options.backend != "auto") {
    backends.push_back(choose_backend(options));
    return backends;
  }
  backends.push_back(make_cpu_backend(options.threads));
  try {
    backends.push_back(make_cuda_backend());
  } catch (const BackendUnavailable& error) {
    print_note(options, error.what());
  }
  return backends;
}

int run_benchmark(const BenchmarkOptions& options) {
  check_backend_name(options.common);
  auto documents = nlohmann::ordered_json::array();
  for (const auto& backend : backends_of(options.common)) {
    std::vector<Rates> all;
    for (const auto& [n0, n1] : sizes) all.push_back(measure(*backend, n0, n1));
    if (options.common.json) {
      documents.push_back(to_json(*backend, all));
    } else {
      print_text(backend->device(), all);
    }
  }
  if (options.common.json) {
    print_json({{"version", version()}, {"backends", documents}}, 2);
  }
  return exit_done;
}

}  // namespace

void add_benchmark_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<BenchmarkOptions>();
  CLI::App& command = *program.add_subcommand(
      "benchmark", "Measure networks per second at the standard points on every backend here");
  add_backend_options(command, options->common);
  add_json_option(command, options->common);
  add_quiet_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_benchmark(*options); }; });
}

}  // namespace census
