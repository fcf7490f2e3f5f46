#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command that shows how far a sweep is, also while it runs.
void add_status_command(CLI::App& program, Action& action);

}  // namespace census
