#include "host/commands/status.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "host/commands/exit_code.hpp"
#include "host/commands/sweep.hpp"
#include "host/output/estimate_json.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/readable.hpp"
#include "host/output/table.hpp"
#include "host/sweep/stored_sweep.hpp"
#include "host/sweep/sweep_lock.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census status results/beyond
  watch -n 10 relu-census status results/beyond)";

struct StatusOptions {
  CommonOptions common;
  std::string directory;
};

double share_counted(const Estimate& estimate) {
  if (estimate.asked.count == 0) return 1.0;
  return static_cast<double>(estimate.networks) / static_cast<double>(estimate.asked.count);
}

/// The time that the networks still missing take at the rate so far.
std::string time_left(const Estimate& estimate) {
  if (!estimate.interrupted()) return "done";
  const double rate = estimate.networks_per_second();
  if (!(rate > 0.0)) return "unknown";
  return readable_duration(static_cast<double>(estimate.asked.count - estimate.networks) / rate);
}

std::string planned_text(const Estimate& estimate) {
  return estimate.asked.count < unlimited_networks ? readable_integer(estimate.asked.count) : "-";
}

void print_text(const std::vector<SweepRow>& rows, const SweepConfig& config, bool running) {
  const std::size_t planned = config.points.size();
  const bool is_probability = config.question->quantity().is_probability;
  using Align = Column::Align;
  const std::vector<Column> columns = {{"point", Align::left},
                                       {"estimator", Align::left},
                                       {"networks"},
                                       {"of"},
                                       {"%"},
                                       {is_probability ? "P +- error" : "mean +- error"},
                                       {"networks/s"},
                                       {"left"}};
  std::vector<std::vector<std::string>> table;
  std::size_t done = 0;
  for (const SweepRow& row : rows) {
    const Estimate& estimate = *row.estimate;
    if (!estimate.interrupted()) ++done;
    table.push_back({describe_briefly(row.parameters), estimate.estimator,
                     readable_integer(estimate.networks), planned_text(estimate),
                     fmt::format("{:.1f}", 100.0 * share_counted(estimate)),
                     probability_text(estimate), readable_count(estimate.networks_per_second()),
                     time_left(estimate)});
  }
  if (!table.empty()) fmt::print("{}\n", render_table(columns, table));
  fmt::print("{} of {} points done, {} begun. {}\n", done, planned, rows.size() - done,
             running           ? "A sweep is counting."
             : done == planned ? "Complete."
                               : "No sweep is counting. " + how_to_go_on(rows));
}

nlohmann::ordered_json status_json(const std::vector<SweepRow>& rows, std::size_t planned,
                                   const UnaskedPoints& unasked, bool running) {
  auto points = nlohmann::ordered_json::array();
  for (const SweepRow& row : rows) {
    const Estimate& estimate = *row.estimate;
    points.push_back({{"parameters", row.parameters},
                      {"estimator", estimate.estimator},
                      {"networks", json_integer(estimate.networks)},
                      {"planned_networks", json_integer(estimate.asked.count)},
                      {"probability", json_number(estimate.probability())},
                      {"standard_error", json_number(estimate.standard_error())},
                      {"seconds", json_number(estimate.seconds)},
                      {"done", !estimate.interrupted()}});
  }
  return {{"points", points},
          {"planned_points", planned},
          {"unasked_points", unasked.number},
          {"running", running}};
}

int run_status(const StatusOptions& options) {
  StoredSweep sweep(options.directory);
  const std::vector<SweepRow> rows = sweep.rows();
  const std::size_t planned = sweep.config().points.size();
  const bool running = SweepLock::is_taken(options.directory);
  const UnaskedPoints unasked = sweep.unasked();
  note_unasked(unasked, options.common);
  if (options.common.json) {
    print_json(status_json(rows, planned, unasked, running), 2);
  } else {
    print_text(rows, sweep.config(), running);
  }
  return exit_done;
}

}  // namespace

void add_status_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<StatusOptions>();
  CLI::App& command = *program.add_subcommand(
      "status", "Show how far a sweep is, from its ledger, also while it runs");
  command.add_option("DIR", options->directory, "Directory of the sweep")->required();
  add_json_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_status(*options); }; });
}

}  // namespace census
