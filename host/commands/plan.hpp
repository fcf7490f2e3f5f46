#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command that tells what a sweep will count, what it costs, and how wide its intervals
/// will be, before anything is counted.
void add_plan_command(CLI::App& program, Action& action);

}  // namespace census
