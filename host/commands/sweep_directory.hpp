#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

namespace census {

/// The directory that a sweep writes: config.resolved.yaml, results.csv and results.json. Files are
/// replaced whole, so that whoever reads them while the sweep runs, or after it was killed, finds
/// complete ones.
class SweepDirectory {
 public:
  /// Makes the directory and writes the configuration to it, so that a path that cannot be written
  /// is found before the first network is drawn.
  /// @throw ConfigError when that fails, or when the directory holds another configuration: results
  /// of two configurations in one place would pass for results of one.
  SweepDirectory(std::filesystem::path path, const std::string& resolved_yaml);

  const std::filesystem::path& path() const { return path_; }

  /// Writes results.csv and results.json.
  /// @throw std::runtime_error that names the file when it cannot be written.
  void write_results(const std::string& csv, const nlohmann::ordered_json& json) const;

 private:
  std::filesystem::path path_;
};

}  // namespace census
