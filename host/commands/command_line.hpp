#pragma once

namespace census {

/// Reads the command line, runs the command it names and returns the exit code. Data goes to
/// stdout, progress and notes to stderr.
/// @throw ConfigError for a wrong command line, BackendUnavailable, or whatever the command throws.
int run_command_line(int argc, const char* const* argv);

}  // namespace census
