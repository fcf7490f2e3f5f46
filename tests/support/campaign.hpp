#pragma once

#include <cstdint>
#include <cstdlib>

namespace census::testing {

/// Returns how many times as many random cases as in the normal run are asked for: the environment
/// variable RELU_CENSUS_CAMPAIGN, set by the build target `campaign`; 1 without it.
inline int campaign_factor() {
  const char* factor = std::getenv("RELU_CENSUS_CAMPAIGN");
  return factor == nullptr ? 1 : std::atoi(factor);
}

/// Returns how many networks, or other random cases, a test asks for: `networks`, or a tenth of
/// them under sanitizers, where everything is that much slower.
constexpr std::uint64_t networks_here(std::uint64_t networks) {
#if defined(__SANITIZE_ADDRESS__)
  return networks / 10;
#else
  return networks;
#endif
}

}  // namespace census::testing
