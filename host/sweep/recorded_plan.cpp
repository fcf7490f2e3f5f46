#include "host/sweep/recorded_plan.hpp"

#include <algorithm>
#include <optional>

namespace census {
namespace {

CountingGoal goal_of(const SweepConfig& config) {
  return {config.estimator, config.networks, config.relative_error};
}

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
  const std::uint64_t networks = networks_for(goal, recorded->relative_variance);
  return {std::move(estimator), networks, {}};
}

CountingPlan plan_and_record(Ledger& ledger, Backend& backend, const QuestionPoint& point,
                             const SweepConfig& config) {
  CountingPlan plan = plan_from(ledger, point, config);
  if (plan.estimator) return plan;
  plan = plan_counting(backend, point, config.seed, goal_of(config));
  const auto chosen = std::find_if(
      plan.pilots.begin(), plan.pilots.end(),
      [&](const PilotResult& pilot) { return pilot.estimator == plan.estimator->name(); });
  ledger.record(point.identity(), RecordedPlan{chosen->estimator, chosen->seconds_per_network,
                                               chosen->relative_variance});
  return plan;
}

}  // namespace census
