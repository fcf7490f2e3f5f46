#pragma once

#include <stdexcept>
#include <string>

namespace census {

/// Thrown when a ledger is damaged, contradicts itself, or does not fit the configuration it is
/// asked to continue. `what()` names the file, the problem and what to do. Ends the program with
/// exit code 4; the ledger is left as it is.
class LedgerError : public std::runtime_error {
 public:
  explicit LedgerError(const std::string& message) : std::runtime_error(message) {}
};

/// Thrown when the disk does not take or give what a ledger needs, because it is full or fails. The
/// ledger is sound, and everything committed before is kept. Ends the program with exit code 1.
class LedgerDiskError : public LedgerError {
  using LedgerError::LedgerError;
};

}  // namespace census
