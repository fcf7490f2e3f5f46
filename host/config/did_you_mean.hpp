#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace census {

/// Returns the number of edits that turn `a` into `b`: insertions, deletions, replacements and
/// swaps of neighbours count one each (optimal string alignment). Case does not count.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Returns the name nearest to `typed`, the first of several, or nothing when every name is more
/// than a third of its length away: a wild guess helps less than the list of names.
std::optional<std::string> nearest_name(std::string_view typed, std::span<const std::string> names);

/// Returns "did you mean 'points'?" for the nearest name, or an empty text when none is near.
std::string did_you_mean(std::string_view typed, std::span<const std::string> names);

/// Returns the names as a phrase, "n0, n1, init".
std::string listed(std::span<const std::string> names);

}  // namespace census
