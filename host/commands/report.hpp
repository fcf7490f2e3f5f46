#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command that shows and writes the results of a sweep from its ledger.
void add_report_command(CLI::App& program, Action& action);

}  // namespace census
