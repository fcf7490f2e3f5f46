#pragma once

#include <cstdint>

#include "cuda/portability.hpp"

namespace census::unactivated {

/// What is known about the second-layer neuron of one network.
enum class Verdict : std::uint8_t {
  unactivated,  ///< f < 0 everywhere, and for all parameters in a neighbourhood
  activated,    ///< f > 0 somewhere
  degenerate,   ///< f <= 0 everywhere with an exact tie that general position excludes
  undecided     ///< not settled by the stage that was asked; a later stage settles it
};

/// Returns whether a verdict is final.
CENSUS_HD inline bool is_settled(Verdict verdict) { return verdict != Verdict::undecided; }

}  // namespace census::unactivated
