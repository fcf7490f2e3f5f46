#include "host/commands/estimate.hpp"

#include <limits>
#include <memory>

#include <fmt/format.h>

#include "host/commands/backend_choice.hpp"
#include "host/commands/exit_code.hpp"
#include "host/commands/point_options.hpp"
#include "host/config/numbers.hpp"
#include "host/output/estimate.hpp"
#include "host/output/estimate_json.hpp"
#include "host/output/estimate_text.hpp"
#include "host/run/census_run.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census estimate --n0 2 --n1 4
  relu-census estimate --n0 3 --n1 5 --init he-normal --networks 1e8 --seed 7
  relu-census estimate --n0 1 --n1 3 --json --quiet | jq .probability
  relu-census estimate --n0 2 --n1 4 --first-id 1e6     the million networks after the first)";

struct EstimateOptions {
  CommonOptions common;
  PointOptions point;
  std::string networks = "1e6";
  std::string first_id = "0";
};

// Ids go up to 2^64 - 1 where counts end at 2^63; both are written alike.
std::uint64_t read_id(const std::string& text, const Place& place) {
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  return digits ? parse_seed(text, place) : parse_count(text, place);
}

IdRange read_range(const EstimateOptions& options, ProblemList& problems) {
  IdRange range;
  const Place first_place{.source = "--first-id"};
  const Place count_place{.source = "--networks"};
  range.first = read_or_note(problems, [&] { return read_id(options.first_id, first_place); });
  range.count = read_or_note(problems, [&] {
    const std::uint64_t networks = parse_count(options.networks, count_place);
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

int run_estimate(const EstimateOptions& options) {
  ProblemList problems;
  const ChosenPoint chosen = options.point.choose(problems);
  const IdRange range = read_range(options, problems);
  const std::uint64_t seed =
      read_or_note(problems, [&] { return parse_seed(options.common.seed, {.source = "--seed"}); });
  read_or_note(problems, [&] { check_estimator(options.common.estimator); });
  read_or_note(problems, [&] { check_backend_name(options.common); });
  problems.throw_if_any();

  const std::unique_ptr<Backend> backend = choose_backend(options.common);
  const std::unique_ptr<Census> census = backend->open(chosen.point->kernel_point(seed));
  const std::unique_ptr<ProgressSink> progress = make_progress(options.common);
  const Interruption interruption;
  RunResult run =
      run_census(*census, *chosen.point, seed, range, *progress, interruption, Audit::on);
  progress->clear();

  const Estimate estimate = make_estimate(*chosen.question, *chosen.point, seed, range,
                                          std::move(run), provenance_of(*backend));
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
                  "How many networks to count; 1000000, 1e6 and 2.5e6 are read")
      ->type_name("COUNT")
      ->capture_default_str();
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
