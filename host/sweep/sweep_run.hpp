#pragma once

#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "cuda/census/backend.hpp"
#include "host/config/sweep_config.hpp"
#include "host/ledger/ledger.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/run/chunk_size.hpp"
#include "host/run/counting_plan.hpp"
#include "host/run/interruption.hpp"
#include "host/run/progress.hpp"
#include "host/sweep/shard.hpp"
#include "host/sweep/sweep_directory.hpp"
#include "host/sweep/unasked_points.hpp"

namespace census {

/// Who hears of a sweep while it runs.
struct SweepListener {
  ProgressSink& progress;
  std::function<void(const std::string& line)> tell;  ///< what is to stay on the screen
};

/// Counts the points of one sweep into its ledger, chunk by chunk, going on from what the ledger
/// holds, and keeps the files of its directory up to date. Turns go to the point that is furthest
/// from its end, so that a sweep that is stopped early has something of each.
class SweepRun {
 public:
  /// Borrows everything; all of it must outlive this object.
  /// @throw LedgerError when a point that has not ended cannot go on: see `can_go_on`.
  SweepRun(const SweepConfig& config, const SweepDirectory& directory, Ledger& ledger,
           Backend& backend, Shard shard, SweepListener listener);

  /// Counts until every point has ended or has failed, `seconds` have passed, or a signal asks to
  /// leave, and returns one row for each point that was begun, in the order of the configuration. A
  /// point that throws becomes a row with the reason, and the sweep goes on.
  /// @throw LedgerError when a chunk cannot be committed.
  std::vector<SweepRow> count_all(double seconds = std::numeric_limits<double>::infinity());

 private:
  using Clock = std::chrono::steady_clock;

  /// A point on its way.
  struct Item {
    const QuestionPoint* point = nullptr;
    CountingPlan plan = {};  ///< without an estimator until it is planned
    IdRange range = {};      ///< ids that this run is to count
    PointCount count = {};
    std::string failure = {};
    bool counted_now = false;  ///< whether this run has counted any of it

    bool finished(const StopRules& stop) const;
    ShareDone share_done(const StopRules& stop) const;
  };

  void begin(Item& item, CountingPlan plan);
  bool may_go_on() const;
  void take_turn(Item& item);
  void count_next(Item& item, Census& census, ChunkSize& size);
  void commit();
  Item* next_item();
  void show_progress(const Item& item);
  void announce(const Item& item);
  void write_now_and_then();
  bool finished(const Item& item) const { return item.finished(config_.stop); }
  SweepRow row(const Item& item) const;
  std::vector<SweepRow> rows() const;

  const SweepConfig& config_;
  const SweepDirectory& directory_;
  Ledger& ledger_;
  Backend& backend_;
  Shard shard_;
  SweepListener listener_;
  LedgerCounts counted_before_;
  UnaskedPoints unasked_;
  std::vector<Item> items_;
  Chunk uncommitted_;  ///< what the current turn has counted since its last commit
  std::size_t ended_ = 0;
  Interruption interruption_;
  double time_limit_ = std::numeric_limits<double>::infinity();  ///< seconds
  Clock::time_point started_;
  Clock::time_point written_;
};

/// Returns whether this program can go on with what was counted of a point: its tallies have the
/// same entries. Another version may have counted less about each network, or more.
bool can_go_on(const SweepConfig& config, const CountingPlan& plan, const PointCount& count);

/// Returns the row of a point as its counts stand: what `sweep`, `report` and `status` show.
/// @param asked the ids of the plan that are to be counted, all or those of a shard.
SweepRow make_row(const SweepConfig& config, const QuestionPoint& point, const CountingPlan& plan,
                  IdRange asked, const PointCount& count);

}  // namespace census
