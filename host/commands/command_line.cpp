#include "host/commands/command_line.hpp"

#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "host/commands/benchmark.hpp"
#include "host/commands/decide.hpp"
#include "host/commands/devices.hpp"
#include "host/commands/draw.hpp"
#include "host/commands/estimate.hpp"
#include "host/commands/exit_code.hpp"
#include "host/commands/merge.hpp"
#include "host/commands/options.hpp"
#include "host/commands/plan.hpp"
#include "host/commands/replay.hpp"
#include "host/commands/report.hpp"
#include "host/commands/schema.hpp"
#include "host/commands/status.hpp"
#include "host/commands/sweep.hpp"
#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"
#include "host/error.hpp"
#include "host/output/version.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census estimate --n0 2 --n1 4
  relu-census sweep configs/theorem.yaml
  relu-census plan configs/beyond.yaml
  relu-census status results/theorem
  relu-census report results/theorem --json
  relu-census replay --n0 2 --n1 4 --seed 1 --id 42
  relu-census decide configs/networks/never_active.json
  relu-census estimate --help

Exit codes: 0 done, 2 wrong input, 3 backend not available, 4 a ledger is damaged or does not fit,
130 interrupted with everything counted so far printed and kept, 1 anything else.)";

// The command that was typed, or the program itself if none was.
const CLI::App& typed_command(const CLI::App& program) {
  const std::vector<CLI::App*> commands = program.get_subcommands();
  return commands.empty() ? program : *commands.back();
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands(nullptr)) {
    names.push_back(command->get_name());
  }
  return names;
}

Problem unknown_option(const CLI::App& command, const std::string& argument) {
  const std::string name = argument.substr(0, argument.find('='));
  if (command.get_name() == "sweep" && name == "--seed") {
    return {{}, "sweep takes no --seed", "the seed is part of the configuration", "set it there"};
  }
  const std::vector<std::string> names = option_names(command);
  return {{}, "unknown option " + quote(name), "", did_you_mean(name, names)};
}

// Says what the library's own message leaves out: what was probably meant.
std::vector<Problem> explain(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App& command = typed_command(program);
  const bool any_command = &command != &program;
  const std::vector<std::string> unexpected = program.remaining(true);
  std::vector<Problem> problems;
  // Options after a command that there is not are not what is wrong.
  const bool wrong_command =
      !any_command && !unexpected.empty() && !unexpected.front().starts_with('-');
  for (const std::string& argument : unexpected) {
    if (!wrong_command && argument.size() > 1 && argument.starts_with('-')) {
      problems.push_back(unknown_option(command, argument));
    }
  }
  if (problems.empty() && !unexpected.empty()) {
    const std::vector<std::string> names = command_names(program);
    problems.push_back(any_command
                           ? Problem{{}, "unexpected argument " + quote(unexpected.front()), "", ""}
                           : Problem{{},
                                     "unknown command " + quote(unexpected.front()),
                                     "the commands are " + listed(names),
                                     did_you_mean(unexpected.front(), names)});
  }
  if (problems.empty()) problems.push_back({{}, error.what(), "", ""});
  if (problems.back().suggestion.empty()) {
    problems.back().suggestion =
        fmt::format("see relu-census {}--help", any_command ? command.get_name() + " " : "");
  }
  return problems;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App program("relu-census takes a census of random ReLU networks.", "relu-census");
  Action action;
  program.set_version_flag("--version", std::string(version()));
  program.require_subcommand(1);
  program.footer(examples);
  add_estimate_command(program, action);
  add_sweep_command(program, action);
  add_plan_command(program, action);
  add_status_command(program, action);
  add_report_command(program, action);
  add_merge_command(program, action);
  add_replay_command(program, action);
  add_draw_command(program, action);
  add_decide_command(program, action);
  add_devices_command(program, action);
  add_schema_command(program, action);
  add_benchmark_command(program, action);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // --help and --version arrive as errors of code 0.
    if (error.get_exit_code() == 0) return program.exit(error, std::cout, std::cerr);
    throw ConfigError(explain(program, error));
  }
  return action();
}

}  // namespace census
