#pragma once

#include <filesystem>

namespace census {

/// Makes sure that one process at a time counts into a directory. The system lets go of the lock
/// when the process ends, however it ends: there is nothing stale to clean up.
class SweepLock {
 public:
  /// Takes the lock of `directory`.
  /// @throw ConfigError when another process has it, or the directory cannot be written.
  explicit SweepLock(const std::filesystem::path& directory);
  ~SweepLock();
  SweepLock(const SweepLock&) = delete;
  SweepLock& operator=(const SweepLock&) = delete;

  /// Returns whether some process has the lock of `directory` now.
  static bool is_taken(const std::filesystem::path& directory);

 private:
  int file_ = -1;
};

}  // namespace census
