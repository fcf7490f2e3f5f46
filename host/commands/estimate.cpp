#include "host/commands/estimate.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "host/commands/backend_choice.hpp"
#include "host/commands/exit_code.hpp"
#include "host/commands/point_options.hpp"
#include "host/config/numbers.hpp"
#include "host/output/estimate.hpp"
#include "host/output/estimate_json.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/readable.hpp"
#include "host/run/census_run.hpp"
#include "host/run/counting_plan.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census estimate --n0 2 --n1 4
  relu-census estimate --n0 4 --n1 6 --relative-error 1e-5
  relu-census estimate --n0 3 --n1 5 --init he-normal --estimator plain --networks 1e8 --seed 7
  relu-census estimate --n0 1 --n1 3 --json --quiet | jq .probability
  relu-census estimate --n0 2 --n1 4 --first-id 1e6 --networks 1e6   the second million networks)";

struct EstimateOptions {
  CommonOptions common;
  PointOptions point;
  std::optional<std::string> networks;
  std::optional<std::string> relative_error;
  std::string first_id = "0";
};

// Ids go up to 2^64 - 1 where counts end at 2^63; both are written alike.
std::uint64_t read_id(const std::string& text, const Place& place) {
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  return digits ? parse_id(text, place) : parse_count(text, place);
}

constexpr const char* default_networks = "1e6";
constexpr const char* default_networks_for_relative_error = "1e9";
constexpr const char* default_relative_error = "1e-4";

/// Returns how many networks to count, at most where a relative error is asked for.
std::string networks_text(const EstimateOptions& options) {
  if (options.networks) return *options.networks;
  return options.relative_error ? default_networks_for_relative_error : default_networks;
}

IdRange read_range(const EstimateOptions& options, ProblemList& problems) {
  IdRange range;
  const Place first_place{.source = "--first-id"};
  const Place count_place{.source = "--networks"};
  range.first = read_or_note(problems, [&] { return read_id(options.first_id, first_place); });
  range.count = read_or_note(problems, [&] {
    const std::uint64_t networks = parse_count(networks_text(options), count_place);
    if (networks > 0) return networks;
    throw ConfigError(
        Problem{count_place, "there is nothing to count", "at least one network", ""});
  });
  if (range.count > std::numeric_limits<std::uint64_t>::max() - range.first) {
    problems.add(first_place, "the ids end beyond 2^64 - 1", "an id is a 64-bit number",
                 "lower --first-id or --networks");
  }
  return range;
}

/// Returns the relative error to stop at: the one that was asked for, or, where nothing says how
/// much to count and `auto` may choose, the default one.
std::optional<double> read_relative_error(const EstimateOptions& options, ProblemList& problems) {
  std::optional<std::string> text = options.relative_error;
  if (!text && !options.networks && options.common.estimator == "auto") {
    text = default_relative_error;
  }
  if (!text) return std::nullopt;
  return read_or_note(problems,
                      [&] { return parse_relative_error(*text, {.source = "--relative-error"}); });
}

/// Says on stderr which estimator was chosen, and why.
void announce(const CommonOptions& options, const CountingPlan& plan) {
  if (plan.pilots.empty()) return;
  const PilotResult& chosen = plan.chosen_pilot();
  print_note(options, fmt::format("counting {} networks by {}, about {}",
                                  readable_integer(plan.networks.count), chosen.estimator,
                                  readable_duration(chosen.seconds_per_network *
                                                    static_cast<double>(plan.networks.count))));
}

int run_estimate(const EstimateOptions& options) {
  ProblemList problems;
  const ChosenPoint chosen = options.point.choose(problems);
  IdRange range = read_range(options, problems);
  const std::optional<double> relative_error = read_relative_error(options, problems);
  const std::uint64_t seed =
      read_or_note(problems, [&] { return parse_seed(options.common.seed, {.source = "--seed"}); });
  check_estimator(chosen, options.common.estimator, problems);
  read_or_note(problems, [&] { check_backend_name(options.common); });
  problems.throw_if_any();

  const std::unique_ptr<Backend> backend = choose_backend(options.common);
  const Interruption interruption;
  const CountingPlan plan = plan_counting(
      *backend, *chosen.point, seed,
      {options.common.estimator, {.networks = range.count, .relative_error = relative_error}});
  announce(options.common, plan);
  range.count = plan.networks.count;
  const std::unique_ptr<Census> census = backend->open(plan.estimator->kernel_point(seed));
  const std::unique_ptr<ProgressSink> progress = make_progress(options.common);
  RunResult run = run_census(*census, *chosen.point, *plan.estimator, seed, range, *progress,
                             interruption, Audit::on);
  progress->clear();

  Estimate estimate = make_estimate(*chosen.question, *chosen.point, *plan.estimator, seed, range,
                                    std::move(run), provenance_of(*backend));
  if (!estimate.interrupted()) estimate.stopped_by = plan.networks.rule;
  if (options.common.json) {
    print_json(estimate_json(estimate), -1);
  } else {
    fmt::print("{}", estimate_text(estimate));
  }
  return estimate.interrupted() ? exit_interrupted : exit_done;
}

}  // namespace

void add_estimate_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<EstimateOptions>();
  CLI::App& command = *program.add_subcommand("estimate", "Count one point and print the answer");
  options->point.add_to(command);
  command
      .add_option("--networks", options->networks,
                  "How many networks to count; with --relative-error at most, 1e9 by default. "
                  "1000000, 1e6 and 2.5e6 are read")
      ->type_name("COUNT")
      ->default_str(default_networks);
  command
      .add_option("--relative-error", options->relative_error,
                  "Count as many networks as this standard error, relative to P, is expected to "
                  "take by a short pilot count. 1e-4 if neither this nor --networks is given and "
                  "the estimator is auto")
      ->type_name("NUMBER");
  command.add_option("--first-id", options->first_id, "Id of the first network to count")
      ->type_name("ID")
      ->capture_default_str();
  add_seed_option(command, options->common);
  add_estimator_option(command, options->common);
  add_backend_options(command, options->common);
  add_json_option(command, options->common);
  add_quiet_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_estimate(*options); }; });
}

}  // namespace census
