#pragma once

#include <filesystem>
#include <vector>

#include "host/config/sweep_config.hpp"
#include "host/ledger/ledger.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/sweep/sweep_directory.hpp"
#include "host/sweep/unasked_points.hpp"

namespace census {

/// A sweep as its directory holds it, to look at: also while it runs.
class StoredSweep {
 public:
  /// @throw ConfigError when `path` holds no configuration, LedgerError when its ledger is damaged
  /// or not there.
  explicit StoredSweep(const std::filesystem::path& path);

  const SweepConfig& config() const { return config_; }
  const SweepDirectory& directory() const { return directory_; }
  Ledger& ledger() { return ledger_; }

  /// Returns one row for each point that was begun, in the order of the configuration.
  /// @throw LedgerError when the ledger is damaged.
  std::vector<SweepRow> rows();

  /// Returns what the ledger holds besides.
  UnaskedPoints unasked() { return unasked_points(config_, directory_, ledger_); }

 private:
  SweepDirectory directory_;
  SweepConfig config_;
  Ledger ledger_;
};

}  // namespace census
