#pragma once

#include <cstddef>
#include <vector>

#include "host/commands/options.hpp"
#include "host/output/sweep_rows.hpp"

namespace census {

/// Adds the command that counts every point of a configuration.
void add_sweep_command(CLI::App& program, Action& action);

/// Prints the rows of a sweep to stdout: table and summary, or JSON.
/// @param planned how many points the configuration has
void print_sweep(const std::vector<SweepRow>& rows, std::size_t planned, bool json);

}  // namespace census
