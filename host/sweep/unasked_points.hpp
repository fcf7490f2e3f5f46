#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "host/config/sweep_config.hpp"
#include "host/ledger/ledger.hpp"
#include "host/sweep/sweep_directory.hpp"

namespace census {

/// Points that a ledger has counted and its configuration does not ask for: no result shows them.
struct UnaskedPoints {
  std::size_t number = 0;
  /// Files whose content alone makes points asked for differ, by name, with where they are kept.
  std::map<std::string, std::string> changed_files;
};

/// Returns the points of the ledger of a directory that its configuration does not ask for.
UnaskedPoints unasked_points(const SweepConfig& config, const SweepDirectory& directory,
                             Ledger& ledger);

/// Returns what a user has to know about them, in two sentences: how many there are, why, and how
/// to see them. Empty without any.
std::string unasked_text(const UnaskedPoints& unasked);

}  // namespace census
