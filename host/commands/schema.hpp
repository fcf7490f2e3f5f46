#pragma once

#include "host/commands/options.hpp"

namespace census {

/// Adds the command that prints the JSON Schema of configurations.
void add_schema_command(CLI::App& program, Action& action);

}  // namespace census
