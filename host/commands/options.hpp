#pragma once

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "host/config/problem_list.hpp"
#include "host/run/progress.hpp"

namespace census {

/// What a command does once the command line is read; returns the exit code.
using Action = std::function<int()>;

/// Returns what `read` returns. What is wrong goes to `problems` instead of ending the reading, and
/// the result is then a default value that nobody will use.
template <class Read>
auto read_or_note(ProblemList& problems, Read read) -> decltype(read()) {
  try {
    return read();
  } catch (const ConfigError& error) {
    problems.add(error);
    return decltype(read())();
  }
}

/// Options that mean the same in every command that has them, as typed.
struct CommonOptions {
  std::string seed = "1";
  std::string backend = "auto";
  int threads = 0;
  std::string estimator = "auto";
  bool json = false;
  bool quiet = false;
};

/// Adds --seed.
void add_seed_option(CLI::App& command, CommonOptions& options);

/// Adds --backend and --threads.
void add_backend_options(CLI::App& command, CommonOptions& options);

/// Adds --estimator.
void add_estimator_option(CLI::App& command, CommonOptions& options);

/// Adds --json.
void add_json_option(CLI::App& command, CommonOptions& options);

/// Adds --quiet.
void add_quiet_option(CLI::App& command, CommonOptions& options);

/// Returns what shows progress on stderr under these options.
std::unique_ptr<ProgressSink> make_progress(const CommonOptions& options);

/// Writes "note: message" to stderr, unless the user asked for quiet.
void print_note(const CommonOptions& options, const std::string& message);

/// Writes a document to stdout, on one line if `indent` is -1. Bytes that are no UTF-8, as a device
/// or a file may be named, are replaced.
void print_json(const nlohmann::ordered_json& document, int indent);

}  // namespace census
