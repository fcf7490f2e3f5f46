#pragma once

#include "cuda/questions/unactivated/sign_count.hpp"
#include "cuda/questions/unactivated/sign_group.hpp"
#include "tests/support/oracle.hpp"

namespace census::testing {

/// Counts the sign patterns of a network that are unactivated or degenerate by asking the oracle
/// about each of the 2^(1 + flipped signs + flipped orientations) networks: the slow, obvious
/// reference for every count over a SignGroup.
unactivated::SignCount count_pattern_by_pattern(const oracle::Network& network,
                                                unactivated::FlippedNeurons flipped);

}  // namespace census::testing
