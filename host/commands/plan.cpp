#include "host/commands/plan.hpp"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/commands/backend_choice.hpp"
#include "host/commands/exit_code.hpp"
#include "host/config/yaml_reader.hpp"
#include "host/output/estimate.hpp"
#include "host/output/estimate_json.hpp"
#include "host/output/readable.hpp"
#include "host/output/table.hpp"
#include "host/run/expected_cost.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census plan configs/beyond.yaml
  relu-census plan configs/beyond.yaml --backend cuda --json

A short calibration, some hundredths of a second for each point and estimator, tells the rates.)";

struct PlanOptions {
  CommonOptions common;
  std::string configuration;
};

/// A point of the configuration with what it will take.
struct PlannedPoint {
  const QuestionPoint* point;
  std::string estimator;
  ExpectedCost cost;
};

double total_seconds(const std::vector<PlannedPoint>& points) {
  double seconds = 0.0;
  for (const PlannedPoint& planned : points) seconds += planned.cost.seconds;
  return seconds;
}

void print_text(const SweepConfig& config, const std::vector<PlannedPoint>& points,
                const std::string& device) {
  const bool is_probability = config.question->quantity().is_probability;
  const std::vector<Column> columns = {{"point", Column::Align::left},
                                       {"estimator", Column::Align::left},
                                       {"networks"},
                                       {"stopped by"},
                                       {"time"},
                                       {is_probability ? "P about" : "mean about"},
                                       {"error"},
                                       {"interval width"}};
  std::vector<std::vector<std::string>> table;
  for (const auto& [point, estimator, cost] : points) {
    const bool hit = !std::isnan(cost.probability);
    table.push_back({describe_briefly(point->parameters()), estimator,
                     readable_count(cost.networks), std::string(name(cost.rule)),
                     readable_duration(cost.seconds), readable_number(cost.probability, 2),
                     (hit ? "" : "< ") + readable_error(cost.standard_error),
                     (hit ? "" : "< ") + readable_error(cost.interval_width)});
  }
  fmt::print("{}\n{} points, each to {}; about {} in all on {}.\n", render_table(columns, table),
             points.size(), describe(config.stop), readable_duration(total_seconds(points)),
             device);
}

nlohmann::ordered_json plan_json(const std::vector<PlannedPoint>& points,
                                 const std::string& device) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& [point, estimator, cost] : points) {
    list.push_back({{"parameters", point->parameters()},
                    {"estimator", estimator},
                    {"networks", json_number(std::round(cost.networks))},
                    {"stopped_by", name(cost.rule)},
                    {"seconds", json_number(cost.seconds)},
                    {"probability", json_number(cost.probability)},
                    {"standard_error", json_number(cost.standard_error)},
                    {"interval_width", json_number(cost.interval_width)}});
  }
  return {{"points", list}, {"seconds", total_seconds(points)}, {"device", device}};
}

int run_plan(const PlanOptions& options) {
  check_backend_name(options.common);
  const SweepConfig config = read_sweep(options.configuration);
  const std::unique_ptr<Backend> backend = choose_backend(options.common);
  std::vector<PlannedPoint> points;
  for (const auto& point : config.points) {
    const CountingPlan plan =
        plan_by_pilots(*backend, *point, config.seed, {config.estimator, config.stop});
    points.push_back({point.get(), plan.estimator->name(), expected_cost(config.stop, plan)});
  }
  if (options.common.json) {
    print_json(plan_json(points, backend->device()), 2);
  } else {
    print_text(config, points, backend->device());
  }
  return exit_done;
}

}  // namespace

void add_plan_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<PlanOptions>();
  CLI::App& command = *program.add_subcommand(
      "plan", "Tell points, cost and expected interval widths of a configuration; count nothing");
  command.add_option("CONFIG", options->configuration, "File that describes the sweep")->required();
  add_backend_options(command, options->common);
  add_json_option(command, options->common);
  add_quiet_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_plan(*options); }; });
}

}  // namespace census
