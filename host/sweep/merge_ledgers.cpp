#include "host/sweep/merge_ledgers.hpp"

#include <fmt/format.h>

#include "host/ledger/ledger_error.hpp"
#include "host/ledger/tally_text.hpp"

namespace census {

MergeResult merge_ledger(Ledger& from, Ledger& into) {
  if (from.subject().question != into.subject().question ||
      from.subject().seed != into.subject().seed) {
    throw LedgerError(fmt::format(
        "ledgers of different sweeps cannot be merged: question {} with seed {}, and question {} "
        "with seed {}; merge the parts of one sweep",
        into.subject().question, into.subject().seed, from.subject().question,
        from.subject().seed));
  }
  MergeResult result;
  LedgerCounts counts = into.counts();
  std::vector<Chunk> taken;
  for (Chunk& chunk : from.chunks()) {
    PointCount& count = counts[{chunk.point, chunk.estimator}];
    if (!count.tally().can_merge(chunk.tally)) {
      throw LedgerError(fmt::format(
          "{}: the ids {} .. {} of {} by {} were counted by another version of the program than "
          "those in {}: their tallies have other entries ({}), and neither can stand for the "
          "other; merge what one version counted, and count the rest anew with it",
          from.path().string(), chunk.range.first, chunk.range.first + chunk.range.count - 1,
          chunk.point, chunk.estimator, into.path().string(),
          differing_entry(chunk.tally, count.tally())));
    }
    const std::uint64_t before = count.networks_in(chunk.range);
    if (count.add(chunk)) {
      taken.push_back(std::move(chunk));
    } else {
      ++(before == chunk.range.count ? result.repeated : result.overlapping);
    }
  }
  result.taken = taken.size();
  into.record(taken);
  for (const auto& [point, plan] : from.plans()) {
    if (!into.plan(point)) into.record(point, plan);
  }
  return result;
}

}  // namespace census
