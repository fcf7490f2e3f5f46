#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command that joins the ledgers of several machines without counting anything twice.
void add_merge_command(CLI::App& program, Action& action);

}  // namespace census
