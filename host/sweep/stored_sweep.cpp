#include "host/sweep/stored_sweep.hpp"

#include "host/sweep/recorded_plan.hpp"
#include "host/sweep/shard.hpp"
#include "host/sweep/sweep_run.hpp"

namespace census {

StoredSweep::StoredSweep(const std::filesystem::path& path)
    : directory_(path),
      config_(directory_.recorded()),
      ledger_(Ledger::read(directory_.ledger())) {}

std::vector<SweepRow> StoredSweep::rows() {
  std::vector<SweepRow> rows;
  const LedgerCounts counts = ledger_.counts();
  const Shard shard = parse_shard(ledger_.subject().shard, {directory_.ledger().string()});
  for (const auto& point : config_.points) {
    const CountingPlan plan = plan_from(ledger_, *point, config_);
    if (!plan.estimator) continue;
    const auto counted = counts.find({point->identity(), plan.estimator->name()});
    if (counted == counts.end()) continue;
    SweepRow row = make_row(config_, *point, plan, shard.of(plan.networks.count), counted->second);
    row.of_other_version =
        row.estimate->interrupted() && !can_go_on(config_, plan, counted->second);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace census
