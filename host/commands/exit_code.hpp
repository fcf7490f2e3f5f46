#pragma once

namespace census {

/// What the program's exit code says. A promise to scripts.
enum ExitCode : int {
  exit_done = 0,
  exit_failed = 1,               ///< anything that has no code of its own
  exit_wrong_input = 2,          ///< command line or configuration
  exit_backend_unavailable = 3,  ///< the backend asked for cannot run here
  exit_ledger_damaged = 4,       ///< a ledger is damaged or does not fit the configuration
  exit_interrupted = 130         ///< by a signal; everything counted so far was printed and kept
};

}  // namespace census
