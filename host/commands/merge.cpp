#include "host/commands/merge.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/commands/exit_code.hpp"
#include "host/commands/sweep.hpp"
#include "host/ledger/ledger_error.hpp"
#include "host/sweep/merge_ledgers.hpp"
#include "host/sweep/stored_sweep.hpp"
#include "host/sweep/sweep_lock.hpp"

namespace census {
namespace {

constexpr const char* examples = R"(Examples:
  relu-census merge results/part1 results/part2 --out results/whole
  relu-census merge results/part* --out results/whole)";

struct MergeOptions {
  CommonOptions common;
  std::vector<std::string> sources;
  std::string directory;
};

/// Parts of one whole have the same question, seed and points.
void check_same(const StoredSweep& first, const StoredSweep& other) {
  for (const std::string& different :
       {difference(other.config(), first.config()), difference(first.config(), other.config())}) {
    if (different.empty()) continue;
    throw LedgerError(fmt::format(
        "{} and {} are no parts of one sweep ({}); merge directories of one "
        "configuration, with the same files",
        first.directory().path().string(), other.directory().path().string(), different));
  }
}

int run_merge(const MergeOptions& options) {
  std::vector<std::unique_ptr<StoredSweep>> sweeps;
  for (const std::string& source : options.sources) {
    sweeps.push_back(std::make_unique<StoredSweep>(source));
  }
  const SweepConfig& config = sweeps.front()->config();
  for (const auto& sweep : sweeps) check_same(*sweeps.front(), *sweep);
  const SweepDirectory directory(options.directory);
  directory.make();
  const SweepLock lock(directory.path());
  directory.prepare(config);
  LedgerSubject subject = sweeps.front()->ledger().subject();
  subject.shard = whole_sweep;
  Ledger merged = Ledger::open(directory.ledger(), subject);
  for (const auto& sweep : sweeps) {
    const MergeResult result = merge_ledger(sweep->ledger(), merged);
    print_note(options.common,
               fmt::format("{}: {} chunks taken, {} were there already, {} left out because their "
                           "ids overlap with others in part",
                           sweep->directory().path().string(), result.taken, result.repeated,
                           result.overlapping));
  }
  StoredSweep whole(options.directory);
  const std::vector<SweepRow> rows = whole.rows();
  const UnaskedPoints unasked = whole.unasked();
  note_unasked(unasked, options.common);
  print_sweep(config, rows, unasked, options.common.json);
  write_sweep(directory, config, rows, unasked, options.common);
  return exit_done;
}

}  // namespace

void add_merge_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<MergeOptions>();
  CLI::App& command = *program.add_subcommand(
      "merge", "Join the ledgers of several machines into one, without counting anything twice");
  command.add_option("DIRS", options->sources, "Directories of sweeps of the same configuration")
      ->required();
  command
      .add_option("--out", options->directory, "Directory of the whole; may have counts already")
      ->type_name("DIR")
      ->required();
  add_json_option(command, options->common);
  add_quiet_option(command, options->common);
  command.footer(examples);
  command.callback([options, &action] { action = [options] { return run_merge(*options); }; });
}

}  // namespace census
