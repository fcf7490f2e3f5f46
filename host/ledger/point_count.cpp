#include "host/ledger/point_count.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "host/identity.hpp"
#include "host/ledger/ledger_error.hpp"
#include "host/ledger/tally_text.hpp"

namespace census {
namespace {

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

/// Returns a hash of a tally without the stages that decided: those may change between versions of
/// the program, and the outcomes may not.
std::uint64_t fingerprint(const Tally& tally) {
  std::vector<TallyEntry> entries;
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group == "tally") entries.push_back(entry);
  }
  return stable_hash(tally_text(Tally(std::move(entries))));
}

}  // namespace

bool PointCount::add(const Chunk& chunk) {
  const std::uint64_t first = chunk.range.first;
  const std::uint64_t end = first + chunk.range.count;
  if (chunk.range.count == 0) return false;
  if (!tally_.can_merge(chunk.tally)) {
    throw LedgerError(fmt::format(
        "the ids {} .. {} of {} were counted by a version of the program whose tallies have other "
        "entries ({}) than those counted before; count the sweep anew in another directory, or go "
        "on with the version that began it",
        first, end - 1, chunk.point, differing_entry(chunk.tally, tally_)));
  }
  const auto same = chunks_.find(first);
  if (same != chunks_.end() && same->second.networks == chunk.range.count) {
    if (same->second.fingerprint == fingerprint(chunk.tally)) return false;
    throw LedgerError(
        fmt::format("the ids {} .. {} of {} by {} were counted twice, with different tallies: one "
                    "of the two is "
                    "wrong; count them a third time, and report this",
                    first, end - 1, chunk.point, chunk.estimator));
  }
  const auto after = chunks_.lower_bound(first);
  if (after != chunks_.end() && after->first < end) return false;
  if (after != chunks_.begin()) {
    const auto before = std::prev(after);
    if (before->first + before->second.networks > first) return false;
  }
  chunks_.emplace(first, Counted{chunk.range.count, fingerprint(chunk.tally)});
  tally_.merge(chunk.tally);
  networks_ += chunk.range.count;
  audited_ += chunk.audited;
  seconds_ += chunk.seconds;
  add_once(backends_, chunk.backend);
  add_once(devices_, chunk.device);
  return true;
}

std::string PointCount::backends() const { return fmt::format("{}", fmt::join(backends_, "; ")); }

std::string PointCount::devices() const { return fmt::format("{}", fmt::join(devices_, "; ")); }

IdRange PointCount::next_gap(IdRange within, std::uint64_t most) const {
  std::uint64_t first = within.first;
  const std::uint64_t end = within.first + within.count;
  for (const IdRange& counted : ranges()) {
    const std::uint64_t counted_end = counted.first + counted.count;
    if (counted_end <= first) continue;
    if (counted.first > first) return {first, std::min({counted.first, end, first + most}) - first};
    first = counted_end;
    if (first >= end) return {end, 0};
  }
  return {first, std::min(end - first, most)};
}

std::uint64_t PointCount::networks_in(IdRange within) const {
  std::uint64_t networks = 0;
  const std::uint64_t end = within.first + within.count;
  for (const IdRange& counted : ranges()) {
    const std::uint64_t from = std::max(counted.first, within.first);
    const std::uint64_t to = std::min(counted.first + counted.count, end);
    if (from < to) networks += to - from;
  }
  return networks;
}

std::vector<IdRange> PointCount::ranges() const {
  std::vector<IdRange> joined;
  for (const auto& [first, counted] : chunks_) {
    if (!joined.empty() && joined.back().first + joined.back().count == first) {
      joined.back().count += counted.networks;
    } else {
      joined.push_back({first, counted.networks});
    }
  }
  return joined;
}

}  // namespace census
