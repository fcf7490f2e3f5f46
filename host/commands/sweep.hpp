#pragma once

#include <vector>

#include "host/commands/options.hpp"
#include "host/config/sweep_config.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/sweep/sweep_directory.hpp"
#include "host/sweep/unasked_points.hpp"

namespace census {

/// Adds the command that counts every point of a configuration.
void add_sweep_command(CLI::App& program, Action& action);

/// Returns the exit code of a sweep: interrupted, failed if a point did, or done.
int sweep_exit_code(const std::vector<SweepRow>& rows, std::size_t planned_points);

/// Prints the rows of a sweep to stdout: table, summary and what they say about the hypotheses, or
/// JSON.
void print_sweep(const SweepConfig& config, const std::vector<SweepRow>& rows,
                 const UnaskedPoints& unasked, bool json);

/// Writes the results of a sweep to its directory, results.csv and results.json, and its report. A
/// plot that could not be drawn is a note on stderr, unless the user asked for quiet.
void write_sweep(const SweepDirectory& directory, const SweepConfig& config,
                 const std::vector<SweepRow>& rows, const UnaskedPoints& unasked,
                 const CommonOptions& options);

/// Says on stderr what the ledger holds besides what the configuration asks for, if anything.
void note_unasked(const UnaskedPoints& unasked, const CommonOptions& options);

}  // namespace census
