#include "host/sweep/merge_ledgers.hpp"

#include <fmt/format.h>

#include "host/ledger/ledger_error.hpp"

namespace census {

MergeResult merge_ledger(Ledger& from, Ledger& into) {
  if (from.subject().question != into.subject().question ||
      from.subject().seed != into.subject().seed) {
    throw LedgerError(fmt::format(
        "ledgers of different sweeps cannot be merged: question {} with seed {}, and question {} "
        "with seed {}",
        into.subject().question, into.subject().seed, from.subject().question,
        from.subject().seed));
  }
  MergeResult result;
  LedgerCounts counts = into.counts();
  std::vector<Chunk> taken;
  for (Chunk& chunk : from.chunks()) {
    PointCount& count = counts[{chunk.point, chunk.estimator}];
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
