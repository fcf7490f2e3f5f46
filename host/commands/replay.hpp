#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command `replay`, which draws one network again and prints it with its verdict and the
/// certificate. Sets `action` when it is the one that was typed.
void add_replay_command(CLI::App& program, Action& action);

}  // namespace census
