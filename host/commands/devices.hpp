#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command `devices`, which lists what can take a census here, and why what cannot cannot.
/// Sets `action` when it is the one that was typed.
void add_devices_command(CLI::App& program, Action& action);

}  // namespace census
