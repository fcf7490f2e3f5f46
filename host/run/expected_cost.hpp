#pragma once

#include <cstdint>

#include "host/run/counting_plan.hpp"

namespace census {

/// What a point is expected to take and to give, by the pilot of its estimator.
struct ExpectedCost {
  double networks = 0.0;
  StopRule rule = StopRule::networks;  ///< what will end the count
  double seconds = 0.0;
  double probability = 0.0;     ///< by the pilots; NaN where none had a hit
  double standard_error = 0.0;  ///< after so many networks; an upper bound without a hit
  double interval_width = 0.0;  ///< of the 95 % interval, that of an open sample where it is one
};

/// @param plan one with pilots; see `plan_by_pilots`.
ExpectedCost expected_cost(const StopRules& rules, const CountingPlan& plan);

}  // namespace census
