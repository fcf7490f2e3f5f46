#include "host/commands/sweep.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "host/commands/backend_choice.hpp"
#include "host/commands/exit_code.hpp"
#include "host/commands/sweep_directory.hpp"
#include "host/commands/sweep_run.hpp"
#include "host/config/yaml_reader.hpp"
#include "host/output/readable.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/output/sweep_table.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census sweep configs/theorem.yaml
  relu-census sweep configs/theorem.yaml --out results/monday --backend cuda
  relu-census sweep configs/theorem.yaml --print-resolved     what would be counted, in full)";

struct SweepOptions {
  CommonOptions common;
  std::string configuration;
  std::string directory;
  bool print_resolved = false;
};

void print_results(const std::vector<SweepRow>& rows, std::size_t planned, bool json) {
  if (json) {
    print_json(sweep_json(rows, planned), 2);
    return;
  }
  fmt::print("{}\n{}", sweep_table(rows), sweep_summary(rows));
  if (sweep_interrupted(rows, planned)) {
    const auto partial = std::count_if(rows.begin(), rows.end(), [](const SweepRow& row) {
      return row.estimate && row.estimate->interrupted();
    });
    fmt::print("Interrupted: {} of {} points ended, {} counted in part.\n",
               rows.size() - static_cast<std::size_t>(partial), planned, partial);
  }
}

int run_sweep(const SweepOptions& options) {
  check_backend_name(options.common);
  const SweepConfig config = read_sweep(options.configuration);
  if (options.print_resolved) {
    if (options.common.json) {
      print_json(resolved(config), 2);
    } else {
      fmt::print("{}", resolved_yaml(config));
    }
    return exit_done;
  }

  const std::unique_ptr<Backend> backend = choose_backend(options.common);
  const SweepDirectory directory(options.directory.empty()
                                     ? std::filesystem::path("results") / config.name
                                     : std::filesystem::path(options.directory),
                                 resolved_yaml(config));
  print_note(options.common,
             fmt::format("{} points, {}{} networks each, seed {}, on {}; results in {}",
                         config.points.size(), config.relative_error ? "at most " : "",
                         readable_integer(config.networks), config.seed, backend->device(),
                         directory.path().string()));

  SweepRun run(config, directory, *backend, options.common);
  const std::vector<SweepRow>& rows = run.count_all();
  // Printed first: what was counted must not be lost to a disk that has filled up meanwhile.
  print_results(rows, config.points.size(), options.common.json);
  std::fflush(stdout);
  directory.write_results(sweep_csv(rows), sweep_json(rows, config.points.size()));
  return sweep_exit_code(rows, config.points.size());
}

}  // namespace

void add_sweep_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<SweepOptions>();
  CLI::App& command =
      *program.add_subcommand("sweep", "Count every point of a configuration (YAML)");
  command.add_option("CONFIG", options->configuration, "File that describes the sweep")->required();
  command.add_option("--out", options->directory, "Directory to write, results/<name> by default")
      ->type_name("DIR");
  command.add_flag("--print-resolved", options->print_resolved,
                   "Print the configuration with every default and every point; count nothing");
  add_backend_options(command, options->common);
  add_json_option(command, options->common);
  add_quiet_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_sweep(*options); }; });
}

}  // namespace census
