#include "host/commands/replay.hpp"

#include <memory>

#include <fmt/format.h>

#include "host/commands/exit_code.hpp"
#include "host/commands/point_options.hpp"
#include "host/config/numbers.hpp"
#include "host/output/estimate_json.hpp"
#include "host/output/replay_text.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census replay --n0 2 --n1 4 --seed 1 --id 42
  relu-census replay --n0 2 --n1 4 --seed 1 --id 42 --estimator orbit
  relu-census replay --n0 2 --n1 4 --seed 1 --id 42 --json | jq .certificate)";

struct ReplayOptions {
  CommonOptions common;
  PointOptions point;
  std::string id;
};

int run_replay(const ReplayOptions& options) {
  ProblemList problems;
  const ChosenPoint chosen = options.point.choose(problems);
  const std::uint64_t seed =
      read_or_note(problems, [&] { return parse_seed(options.common.seed, {.source = "--seed"}); });
  const std::uint64_t id =
      read_or_note(problems, [&] { return parse_id(options.id, {.source = "--id"}); });
  const std::string name = options.common.estimator == "auto" ? "plain" : options.common.estimator;
  check_estimator(chosen, name, problems);
  problems.throw_if_any();

  const std::unique_ptr<Estimator> estimator = chosen.point->estimator(name);
  nlohmann::ordered_json document = {{"question", chosen.question->name()},
                                     {"parameters", chosen.point->parameters()},
                                     {"seed", json_integer(seed)},
                                     {"id", json_integer(id)}};
  document.update(estimator->replay(seed, id));
  if (options.common.json) {
    print_json(document, -1);
  } else {
    fmt::print("{}", replay_text(document));
  }
  return exit_done;
}

}  // namespace

void add_replay_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<ReplayOptions>();
  CLI::App& command = *program.add_subcommand(
      "replay", "Draw one network again; print its weights, verdict and certificate");
  options->point.add_to(command);
  command.add_option("--id", options->id, "Id of the network")->type_name("ID")->required();
  add_seed_option(command, options->common);
  command
      .add_option("--estimator", options->common.estimator,
                  "plain, or an estimator that averages: its count of sign patterns is printed too")
      ->type_name("NAME")
      ->default_str("plain");
  add_json_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_replay(*options); }; });
}

}  // namespace census
