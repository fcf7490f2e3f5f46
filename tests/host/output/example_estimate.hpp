#pragma once

#include "host/output/estimate.hpp"

namespace census {

/// Returns an estimate with round numbers: 78,225 hits in a million networks at 5/64.
inline Estimate example_estimate() {
  Estimate estimate;
  estimate.question = "unactivated";
  estimate.quantity = {"P(unactivated)", true, ""};
  estimate.parameters = {{"n0", 2}, {"n1", 3}, {"init", "unit-normal"}};
  estimate.seed = 1;
  estimate.asked = {0, 1'000'000};
  estimate.networks = 1'000'000;
  estimate.provenance = {"cpu", "a processor, 2 threads"};
  estimate.tally = Tally({{"tally", "unactivated", MergeRule::sum, 78'225},
                          {"tally", "activated", MergeRule::sum, 921'774},
                          {"tally", "degenerate", MergeRule::sum, 1},
                          {"stages", "screen", MergeRule::sum, 900'000},
                          {"stages", "exact", MergeRule::sum, 100'000}});
  estimate.sample = Proportion{78'225, 1'000'000};
  estimate.theory = {0.078125, "5/64", "a theorem"};
  estimate.seconds = 0.5;
  return estimate;
}

/// Returns the same without hits and without a theorem.
inline Estimate estimate_without_hits() {
  Estimate estimate = example_estimate();
  estimate.sample = Proportion{0, 1'000'000};
  estimate.tally = Tally({{"tally", "unactivated", MergeRule::sum, 0},
                          {"tally", "activated", MergeRule::sum, 1'000'000},
                          {"tally", "degenerate", MergeRule::sum, 0}});
  estimate.theory = {};
  return estimate;
}

/// Returns the same, interrupted before the first network was counted.
inline Estimate estimate_of_nothing() {
  Estimate estimate = example_estimate();
  estimate.networks = 0;
  estimate.sample = Proportion{};
  estimate.tally = Tally({{"tally", "unactivated", MergeRule::sum, 0},
                          {"tally", "activated", MergeRule::sum, 0},
                          {"tally", "degenerate", MergeRule::sum, 0}});
  estimate.seconds = 0.0;
  return estimate;
}

}  // namespace census
