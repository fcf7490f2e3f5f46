#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cuda/census/backend.hpp"
#include "host/questions/question.hpp"
#include "host/run/stop_rules.hpp"

namespace census {

/// What is to be counted at a point.
struct CountingGoal {
  std::string estimator = "auto";  ///< a name, or "auto" for the one that is fastest here
  StopRules stop;
};

/// What a pilot count said about one estimator.
struct PilotResult {
  std::string estimator;
  std::uint64_t networks = 0;  ///< counted by the pilot
  double seconds_per_network = 0.0;
  PilotVariance variance;

  /// The time it takes until the relative error is `error`.
  double seconds_to(double error) const {
    return seconds_per_network * variance.relative / (error * error);
  }
};

/// What will be counted: fixed before the first network of the count is drawn.
struct CountingPlan {
  std::unique_ptr<Estimator> estimator;
  PlannedNetworks networks;
  std::vector<PilotResult> pilots;  ///< empty when nothing had to be found out

  /// Returns the pilot of the estimator that was chosen; there must be one.
  const PilotResult& chosen_pilot() const;
};

/// Turns a goal into a plan. Where the estimator is "auto", or an error is asked for, short
/// pilot counts on `backend` measure time and variance per network, each for some hundredths of a
/// second; `auto` takes the estimator with the least product of the two, the time to a given error.
///
/// The pilots draw networks under another key than the count does. So their outcome, though it
/// depends on the clock, is independent of the count: the number of networks is fixed in advance
/// and intervals for a fixed number hold (two-stage sampling; C. Stein, Annals of Mathematical
/// Statistics 16, 1945). A count with the estimator and the networks that were chosen gives the
/// same tally on every machine.
///
/// A pilot in which every network had the same K > 0 may have missed rare others: as much variance
/// is supposed as three times as many would make it that escape notice once in twenty times, 3 /
/// (networks K^2).
///
/// @throw ParameterError about "estimator" when there is none of that name for the point; whatever
/// the backend throws.
CountingPlan plan_counting(Backend& backend, const QuestionPoint& point, std::uint64_t seed,
                           const CountingGoal& goal);

/// Returns what `plan_counting` does, with pilots also where nothing has to be found out: to know
/// what a goal costs.
CountingPlan plan_by_pilots(Backend& backend, const QuestionPoint& point, std::uint64_t seed,
                            const CountingGoal& goal);

/// Returns whether `plan_counting` needs pilots for a goal.
bool needs_pilots(const QuestionPoint& point, const CountingGoal& goal);

/// Returns the plan for a goal that needs no pilots.
CountingPlan plan_without_pilots(const QuestionPoint& point, const CountingGoal& goal);

}  // namespace census
