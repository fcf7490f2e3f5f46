#pragma once

#include <string>

#include "cuda/census/tally.hpp"

namespace census {

/// Returns a tally as one line of JSON, [["tally", "sum", "sum", "123"], ...]: group, name, merge
/// rule and value of each entry, values as digits. Part of the ledger's format.
std::string tally_text(const Tally& tally);

/// Returns the tally that `text` writes.
/// @throw std::invalid_argument when it is not what `tally_text` writes.
Tally parse_tally(const std::string& text);

/// Returns how the entries of `tally` differ from those of `other`, by the first that does:
/// "without crossings.sum", "with crossings.sum" or "in another order".
std::string differing_entry(const Tally& tally, const Tally& other);

}  // namespace census
