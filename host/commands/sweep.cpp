#include "host/commands/sweep.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "host/commands/backend_choice.hpp"
#include "host/commands/exit_code.hpp"
#include "host/config/numbers.hpp"
#include "host/config/yaml_reader.hpp"
#include "host/output/readable.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/output/sweep_table.hpp"
#include "host/report/write_report.hpp"
#include "host/run/counting_plan.hpp"
#include "host/sweep/findings_text.hpp"
#include "host/sweep/shard.hpp"
#include "host/sweep/sweep_directory.hpp"
#include "host/sweep/sweep_lock.hpp"
#include "host/sweep/sweep_run.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census sweep configs/theorem.yaml
  relu-census sweep configs/theorem.yaml --out results/monday --backend cuda
  relu-census sweep configs/theorem.yaml --shard 3/8 --out results/part3   one job of an array
  relu-census sweep configs/beyond.yaml --time-limit 8h            what eight hours can count
  relu-census sweep configs/theorem.yaml --print-resolved     what would be counted, in full

The same command again goes on where the last one stopped. While it runs, `relu-census status DIR`
shows how far it is.)";

struct SweepOptions {
  CommonOptions common;
  std::string configuration;
  std::string directory;
  std::string shard = "1/1";
  std::optional<std::string> time_limit;
  bool print_resolved = false;
  bool fail_on_refuted = false;
};

/// Parts fit together only if every machine counts the same networks by the same estimator, which
/// pilots on different machines would not agree on.
void check_shard(const Shard& shard, const SweepConfig& config) {
  if (shard.count == 1) return;
  const CountingGoal goal{config.estimator, config.stop};
  const bool open = config.stop.sample_size() == SampleSize::open ||
                    std::any_of(config.points.begin(), config.points.end(),
                                [&](const auto& point) { return needs_pilots(*point, goal); });
  if (!open) return;
  throw ConfigError(Problem{{.source = "--shard"},
                            "the configuration leaves open how much is counted, and how",
                            "every machine would find out something else",
                            "name the estimator, and stop at a number of networks only"});
}

int run_sweep(const SweepOptions& options) {
  ProblemList problems;
  read_or_note(problems, [&] { check_backend_name(options.common); });
  const Shard shard =
      read_or_note(problems, [&] { return parse_shard(options.shard, {.source = "--shard"}); });
  const double time_limit = read_or_note(problems, [&] {
    return options.time_limit ? parse_duration(*options.time_limit, {.source = "--time-limit"})
                              : std::numeric_limits<double>::infinity();
  });
  problems.throw_if_any();
  const SweepConfig config = read_sweep(options.configuration);
  if (options.print_resolved) {
    if (options.common.json) {
      print_json(resolved(config), 2);
    } else {
      fmt::print("{}", resolved_yaml(config));
    }
    return exit_done;
  }

  check_shard(shard, config);
  const std::unique_ptr<Backend> backend = choose_backend(options.common);
  const SweepDirectory directory(options.directory.empty()
                                     ? std::filesystem::path("results") / config.name
                                     : std::filesystem::path(options.directory));
  directory.make();
  const SweepLock lock(directory.path());
  directory.prepare(config);
  Ledger ledger = Ledger::open(directory.ledger(),
                               {std::string(config.question->name()), config.seed, options.shard});
  print_note(options.common, fmt::format("{} points, each to {}; seed {}, on {}; results in {}",
                                         config.points.size(), describe(config.stop), config.seed,
                                         backend->device(), directory.path().string()));
  const UnaskedPoints unasked = unasked_points(config, directory, ledger);
  note_unasked(unasked, options.common);

  const std::unique_ptr<ProgressSink> progress = make_progress(options.common);
  const auto tell = [&options](const std::string& line) {
    if (!options.common.quiet) fmt::print(stderr, "{}\n", line);
  };
  SweepRun run(config, directory, ledger, *backend, shard, {*progress, tell});
  const std::vector<SweepRow> rows = run.count_all(time_limit);
  // Printed first: what was counted must not be lost to a disk that has filled up meanwhile.
  print_sweep(config, rows, unasked, options.common.json);
  std::fflush(stdout);
  write_sweep(directory, config, rows, unasked, options.common);
  const int code = sweep_exit_code(rows, config.points.size());
  const bool refuted = options.fail_on_refuted && any_refuted(judge(config, rows));
  return code == exit_done && refuted ? exit_failed : code;
}

}  // namespace

int sweep_exit_code(const std::vector<SweepRow>& rows, std::size_t planned_points) {
  if (sweep_interrupted(rows, planned_points)) return exit_interrupted;
  const bool failed = std::any_of(rows.begin(), rows.end(),
                                  [](const SweepRow& row) { return !row.estimate.has_value(); });
  return failed ? exit_failed : exit_done;
}

void print_sweep(const SweepConfig& config, const std::vector<SweepRow>& rows,
                 const UnaskedPoints& unasked, bool json) {
  if (json) {
    print_json(sweep_document(config, rows, unasked), 2);
    return;
  }
  fmt::print("{}\n{}{}", sweep_table(rows), sweep_summary(rows),
             findings_text(config, judge(config, rows)));
  const std::size_t planned = config.points.size();
  if (sweep_interrupted(rows, planned)) {
    const auto partial = std::count_if(rows.begin(), rows.end(), [](const SweepRow& row) {
      return row.estimate && row.estimate->interrupted();
    });
    fmt::print("Not complete: {} of {} points ended, {} counted in part. {}\n",
               rows.size() - static_cast<std::size_t>(partial), planned, partial,
               how_to_go_on(rows));
  }
}

void write_sweep(const SweepDirectory& directory, const SweepConfig& config,
                 const std::vector<SweepRow>& rows, const UnaskedPoints& unasked,
                 const CommonOptions& options) {
  directory.write_results(sweep_csv(rows), sweep_document(config, rows, unasked));
  const std::string problem = write_report(directory, config, rows, unasked);
  if (!problem.empty()) print_note(options, problem);
  print_note(options, fmt::format("the report is {}", (directory.path() / "report.html").string()));
}

void note_unasked(const UnaskedPoints& unasked, const CommonOptions& options) {
  if (unasked.number > 0) print_note(options, unasked_text(unasked));
}

void add_sweep_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<SweepOptions>();
  CLI::App& command =
      *program.add_subcommand("sweep", "Count every point of a configuration (YAML)");
  command.add_option("CONFIG", options->configuration, "File that describes the sweep")->required();
  command.add_option("--out", options->directory, "Directory to write, results/<name> by default")
      ->type_name("DIR");
  command
      .add_option("--shard", options->shard,
                  "Count part I of K of the ids of every point; join the parts with merge")
      ->type_name("I/K")
      ->capture_default_str();
  command
      .add_option("--time-limit", options->time_limit,
                  "Stop counting after so long, as at an interruption: 90, 15min, 8h")
      ->type_name("TIME");
  command.add_flag("--print-resolved", options->print_resolved,
                   "Print the configuration with every default and every point; count nothing");
  command.add_flag("--fail-on-refuted", options->fail_on_refuted,
                   "Exit with code 1 when a hypothesis is refuted");
  add_backend_options(command, options->common);
  add_json_option(command, options->common);
  add_quiet_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_sweep(*options); }; });
}

}  // namespace census
