#pragma once

#include <cstdint>
#include <span>

#include <nlohmann/json.hpp>

#include "cuda/census/tally.hpp"
#include "cuda/questions/unactivated/sign_count.hpp"
#include "cuda/questions/unactivated/sign_group.hpp"
#include "host/questions/unactivated/exact_network.hpp"

namespace census::unactivated {

/// Counts the sign patterns of a network that are unactivated or degenerate in exact arithmetic,
/// with the neurons in `flipped` running through both signs and the others keeping theirs. Always
/// settled.
///
/// Rows in general position make one table of exact integers for all patterns; fewer rows than
/// inputs, if they are independent, leave only negative weights and a negative bias. Otherwise each
/// pattern that the search meets is decided by `decide_exactly`: patterns with f <= 0 everywhere
/// are closed under turning a weight from + to -, like the unactivated ones.
/// @pre no parameter of the second layer is 0.
SignCount count_signs_exactly(const ExactNetwork& network, FlippedNeurons flipped);

/// The second of the two ways for any network, in general position or not.
SignCount count_signs_by_deciding(const ExactNetwork& network, FlippedNeurons flipped);

/// Draws the networks `ids` of `averaged` again and counts each exactly; the tally has the entries
/// of any other batch of this point.
Tally resolve_exactly(const AveragedPoint& averaged, std::span<const std::uint64_t> ids);

/// Returns how many sign patterns of network `id` are unactivated, as `replay` prints it:
/// {"group_order", "unactivated", "degenerate", "share", "flipped_signs": neurons,
/// "flipped_orientations": neurons}.
nlohmann::ordered_json replay_signs(const AveragedPoint& averaged, std::uint64_t id);

}  // namespace census::unactivated
