#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cuda/census/backend.hpp"
#include "host/questions/question.hpp"

namespace census {

/// What is to be counted at a point.
struct CountingGoal {
  std::string estimator = "auto";        ///< a name, or "auto" for the one that is fastest here
  std::uint64_t networks = 0;            ///< so many, or at most so many
  std::optional<double> relative_error;  ///< stop when the standard error should be so small
};

/// What a pilot count said about one estimator.
struct PilotResult {
  std::string estimator;
  std::uint64_t networks = 0;  ///< counted by the pilot
  double seconds_per_network = 0.0;
  double relative_variance = 0.0;  ///< of one network's estimate, in units of P^2; may be infinite

  /// The time it takes until the relative error is `error`.
  double seconds_to(double error) const {
    return seconds_per_network * relative_variance / (error * error);
  }
};

/// What will be counted: fixed before the first network of the count is drawn.
struct CountingPlan {
  std::unique_ptr<Estimator> estimator;
  std::uint64_t networks = 0;
  std::vector<PilotResult> pilots;  ///< empty when nothing had to be found out
};

/// Turns a goal into a plan. Where the estimator is "auto", or a relative error is asked for, short
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

/// Returns whether `plan_counting` needs pilots for a goal.
bool needs_pilots(const QuestionPoint& point, const CountingGoal& goal);

/// Returns the plan for a goal that needs no pilots.
CountingPlan plan_without_pilots(const QuestionPoint& point, const CountingGoal& goal);

/// Returns how many networks a goal takes by an estimator of that relative variance: a tenth more
/// than it says, because a pilot measured it; at least a thousand; and never more than the goal
/// allows.
std::uint64_t networks_for(const CountingGoal& goal, double relative_variance);

}  // namespace census
