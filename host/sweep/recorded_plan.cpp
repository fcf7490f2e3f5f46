#include "host/sweep/recorded_plan.hpp"

#include <cmath>
#include <optional>

namespace census {
namespace {

CountingGoal goal_of(const SweepConfig& config) { return {config.estimator, config.stop}; }

}  // namespace

CountingPlan plan_from(Ledger& ledger, const QuestionPoint& point, const SweepConfig& config) {
  const CountingGoal goal = goal_of(config);
  if (!needs_pilots(point, goal)) return plan_without_pilots(point, goal);
  const std::optional<RecordedPlan> recorded = ledger.plan(point.identity());
  if (!recorded) return {};
  std::unique_ptr<Estimator> estimator = point.estimator(recorded->estimator);
  if (goal.estimator != "auto" && point.estimator(goal.estimator)->name() != estimator->name()) {
    return {};
  }
  if (goal.stop.absolute_error && std::isnan(recorded->variance)) return {};
  const PilotVariance variance{recorded->relative_variance, recorded->variance};
  return {std::move(estimator), planned_networks(goal.stop, variance), {}};
}

CountingPlan plan_and_record(Ledger& ledger, Backend& backend, const QuestionPoint& point,
                             const SweepConfig& config) {
  CountingPlan plan = plan_from(ledger, point, config);
  if (plan.estimator) return plan;
  plan = plan_counting(backend, point, config.seed, goal_of(config));
  const PilotResult& chosen = plan.chosen_pilot();
  ledger.record(point.identity(), RecordedPlan{chosen.estimator, chosen.seconds_per_network,
                                               chosen.variance.relative, chosen.variance.absolute});
  return plan;
}

}  // namespace census
