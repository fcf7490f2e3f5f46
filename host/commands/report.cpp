#include "host/commands/report.hpp"

#include <exception>
#include <memory>
#include <string>

#include "host/commands/exit_code.hpp"
#include "host/commands/sweep.hpp"
#include "host/sweep/stored_sweep.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census report results/theorem
  relu-census report results/theorem --json | jq '.points[].probability')";

struct ReportOptions {
  CommonOptions common;
  std::string directory;
};

int run_report(const ReportOptions& options) {
  StoredSweep sweep(options.directory);
  const std::vector<SweepRow> rows = sweep.rows();
  const UnaskedPoints unasked = sweep.unasked();
  note_unasked(unasked, options.common);
  print_sweep(sweep.config(), rows, unasked, options.common.json);
  try {
    write_sweep(sweep.directory(), sweep.config(), rows, unasked, options.common);
  } catch (const std::exception& error) {
    // An archive may be looked at, if not written.
    print_note(options.common, error.what());
  }
  return exit_done;
}

}  // namespace

void add_report_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App& command = *program.add_subcommand(
      "report",
      "Print the results of a sweep from its ledger, and write them: report.html and .md "
      "with plots, results.csv and .json");
  command.add_option("DIR", options->directory, "Directory of the sweep")->required();
  add_json_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_report(*options); }; });
}

}  // namespace census
