#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cuda/census/backend.hpp"
#include "host/commands/options.hpp"
#include "host/config/sweep_config.hpp"
#include "host/ledger/ledger.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/run/chunk_size.hpp"
#include "host/run/counting_plan.hpp"
#include "host/run/interruption.hpp"
#include "host/sweep/shard.hpp"
#include "host/sweep/sweep_directory.hpp"

namespace census {

/// Counts the points of one sweep into its ledger, chunk by chunk, going on from what the ledger
/// holds, and keeps the files of its directory up to date. Turns go to the point that is furthest
/// from its end, so that a sweep that is stopped early has something of each.
class SweepRun {
 public:
  /// Borrows everything; all of it must outlive this object.
  SweepRun(const SweepConfig& config, const SweepDirectory& directory, Ledger& ledger,
           Backend& backend, Shard shard, const CommonOptions& options);

  /// Counts until every point has all its networks or has failed, or a signal asks to leave, and
  /// returns one row for each point that was begun, in the order of the configuration. A point that
  /// throws becomes a row with the reason, and the sweep goes on.
  /// @throw LedgerError when a chunk cannot be committed.
  std::vector<SweepRow> count_all();

 private:
  using Clock = std::chrono::steady_clock;

  /// A point on its way.
  struct Item {
    const QuestionPoint* point = nullptr;
    std::unique_ptr<Estimator> estimator = {};  ///< null until it is planned
    IdRange range = {};                         ///< ids that this run is to count
    PointCount count = {};
    std::string failure = {};
    bool counted_now = false;  ///< whether this run has counted any of it

    bool finished() const;
    double fraction_done() const;
  };

  void begin(Item& item, CountingPlan plan);
  void take_turn(Item& item, const Interruption& interruption);
  void count_next(Item& item, Census& census, ChunkSize& size);
  Item* next_item();
  void show_progress(const Item& item);
  void announce(const Item& item);
  void write_now_and_then();
  SweepRow row(const Item& item) const;
  std::vector<SweepRow> rows() const;

  const SweepConfig& config_;
  const SweepDirectory& directory_;
  Ledger& ledger_;
  Backend& backend_;
  Shard shard_;
  const CommonOptions& options_;
  std::unique_ptr<ProgressSink> progress_;
  LedgerCounts counted_before_;
  std::vector<Item> items_;
  std::size_t ended_ = 0;
  Clock::time_point started_;
  Clock::time_point written_;
};

/// Returns the row of a point as its counts stand: what `sweep`, `report` and `status` show.
SweepRow make_row(const SweepConfig& config, const QuestionPoint& point, const Estimator& estimator,
                  IdRange asked, const PointCount& count);

/// Returns the exit code of a sweep: interrupted, failed if a point did, or done.
int sweep_exit_code(const std::vector<SweepRow>& rows, std::size_t planned_points);

}  // namespace census
