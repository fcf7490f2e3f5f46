#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command `draw`, which writes the activation regions of one network on a polygon of a
/// plane as SVG. Sets `action` when it is the one that was typed.
void add_draw_command(CLI::App& program, Action& action);

}  // namespace census
