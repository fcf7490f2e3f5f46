#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command `sweep`, which counts every point of a configuration and writes the results to
/// a directory. Sets `action` when it is the one that was typed.
void add_sweep_command(CLI::App& program, Action& action);

}  // namespace census
