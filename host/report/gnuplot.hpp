#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace census {

/// How a run of gnuplot ended.
struct GnuplotRun {
  enum class End { drawn, not_installed, failed };
  End end = End::drawn;
  std::string message;  ///< what gnuplot said, or why it was ended; empty when it drew
};

/// Runs `gnuplot SCRIPT` in `directory`, without a shell and without the user's own settings, and
/// ends it when it takes longer than `limit`.
GnuplotRun run_gnuplot(const std::filesystem::path& directory, const std::string& script,
                       std::chrono::milliseconds limit = std::chrono::seconds(30));

}  // namespace census
