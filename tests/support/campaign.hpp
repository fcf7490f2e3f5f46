#pragma once

#include <cstdlib>

namespace census::testing {

/// Returns how many times as many random cases as in the normal run are asked for: the environment
/// variable RELU_CENSUS_CAMPAIGN, set by the build target `campaign`; 1 without it.
inline int campaign_factor() {
  const char* factor = std::getenv("RELU_CENSUS_CAMPAIGN");
  return factor == nullptr ? 1 : std::atoi(factor);
}

}  // namespace census::testing
