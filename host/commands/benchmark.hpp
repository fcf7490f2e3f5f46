#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command that measures networks per second on every backend of the machine.
void add_benchmark_command(CLI::App& program, Action& action);

}  // namespace census
