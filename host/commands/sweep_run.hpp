#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "cuda/census/backend.hpp"
#include "host/commands/options.hpp"
#include "host/commands/sweep_directory.hpp"
#include "host/config/sweep_config.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/run/interruption.hpp"

namespace census {

/// Counts the points of one sweep in order, shows how far it is, and keeps the files of its
/// directory up to date.
class SweepRun {
 public:
  /// Borrows everything; all of it must outlive this object.
  SweepRun(const SweepConfig& config, const SweepDirectory& directory, Backend& backend,
           const CommonOptions& options);

  /// Counts every point and returns one row for each that was begun: fewer than the configuration
  /// has after an interruption. A point that throws becomes a row with the reason, and the sweep
  /// goes on.
  const std::vector<SweepRow>& count_all();

 private:
  SweepRow count(const QuestionPoint& point, const Interruption& interruption);
  void announce_last_row() const;
  void write_now_and_then();

  const SweepConfig& config_;
  const SweepDirectory& directory_;
  Backend& backend_;
  const CommonOptions& options_;
  std::unique_ptr<ProgressSink> line_;
  SweepProgress progress_;
  std::vector<SweepRow> rows_;
  std::chrono::steady_clock::time_point written_;
};

/// Returns the exit code of a sweep: interrupted, failed if a point did, or done.
int sweep_exit_code(const std::vector<SweepRow>& rows, std::size_t planned_points);

}  // namespace census
