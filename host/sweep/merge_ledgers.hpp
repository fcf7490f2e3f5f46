#pragma once

#include <cstddef>

#include "host/ledger/ledger.hpp"

namespace census {

/// What became of the chunks of a ledger that was merged into another.
struct MergeResult {
  std::size_t taken = 0;
  std::size_t repeated = 0;     ///< the same ids with the same tally were there already
  std::size_t overlapping = 0;  ///< left out: some of their ids, not all, were there already
};

/// Adds the chunks and plans of `from` to `into`, counting no id twice. A chunk whose ids overlap
/// with others in part cannot be cut, its tally being one sum; it is left out, and a sweep that
/// goes on counts its other ids again.
/// @throw LedgerError when the two are about different subjects, the tallies of a point have other
/// entries in the one than in the other, or the same ids have different tallies in them: nothing of
/// `from` is taken then.
MergeResult merge_ledger(Ledger& from, Ledger& into);

}  // namespace census
