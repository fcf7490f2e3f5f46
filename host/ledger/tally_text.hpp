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

}  // namespace census
