#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "host/config/sweep_config.hpp"

namespace census {

/// Returns what would change the meaning of counts made under `before` if they went on under
/// `after`: another question or seed, or a point that is missing, perhaps because a file that it
/// names has another content. Empty when nothing does.
std::string difference(const SweepConfig& before, const SweepConfig& after);

/// The directory of a sweep: config.resolved.yaml, files/, ledger.sqlite, results.csv and
/// results.json. Files that the configuration names are kept in files/ as they were read, so that
/// what was counted can be told and reported when they have changed, from anywhere.
/// Text files are replaced whole, so that whoever reads them while the sweep runs, or after it was
/// killed, finds complete ones.
class SweepDirectory {
 public:
  /// Names a directory; touches nothing.
  explicit SweepDirectory(std::filesystem::path path) : path_(std::move(path)) {}

  /// Makes the directory if it is not there.
  /// @throw ConfigError when that fails.
  void make() const;

  /// Tries whether the directory can be written, and makes `config`, with its files, its
  /// configuration. One that is there already may be changed in how much it counts and by which
  /// estimator, and points may be added; its question, its seed and its points must stay: counts of
  /// two meanings in one place would pass for counts of one.
  /// @throw LedgerError that shows the difference; ConfigError when the directory cannot be
  /// written.
  void prepare(const SweepConfig& config) const;

  /// Returns the configuration that is recorded here, with the files kept here; one that is not
  /// kept, as by the first versions of the program, is read like any file of a user.
  /// @throw ConfigError when there is none, or it cannot be read.
  SweepConfig recorded() const;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path ledger() const { return path_ / "ledger.sqlite"; }
  std::filesystem::path configuration() const { return path_ / "config.resolved.yaml"; }
  std::filesystem::path files() const { return path_ / "files"; }

  /// Returns where a file is kept that the configuration calls `name`: "points-9f3c....csv", with
  /// a hash of the name, because files of several directories can be called the same.
  std::filesystem::path kept_file(const std::string& name) const;

  /// Writes results.csv and results.json.
  /// @throw std::runtime_error that names the file when it cannot be written.
  void write_results(const std::string& csv, const nlohmann::ordered_json& json) const;

 private:
  std::filesystem::path path_;
};

}  // namespace census
