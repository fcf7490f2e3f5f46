#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command `estimate`, which counts one point and prints the answer. Sets `action` when it
/// is the one that was typed.
void add_estimate_command(CLI::App& program, Action& action);

}  // namespace census
