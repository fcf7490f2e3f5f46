#include "host/run/counting_plan.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include "host/identity.hpp"
#include "host/statistics/sample.hpp"

namespace census {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double pilot_seconds = 0.025;
constexpr std::uint64_t least_pilot = 32;  // networks
constexpr double dearest_network = 0.02;   // seconds; costlier groups are not tried

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Pilot {
  std::unique_ptr<Estimator> estimator;
  Sample sample;
  double seconds_per_network = 0.0;
};

Pilot run_pilot(Backend& backend, std::unique_ptr<Estimator> estimator, std::uint64_t seed) {
  const std::unique_ptr<Census> census = backend.open(estimator->kernel_point(seed));
  Tally tally;
  std::uint64_t counted = 0;
  double seconds = 0.0;
  // Enough for every thread or multiprocessor to have work: the rate is to be that of the whole
  // device.
  const std::uint64_t least = std::max(least_pilot, census->preferred_batch() / 16);
  std::uint64_t chunk = least;
  const Clock::time_point start = Clock::now();
  while (counted < least || seconds < pilot_seconds) {
    const Batch batch = census->count({counted, chunk});
    tally.merge(batch.tally);
    if (!batch.undecided.empty()) tally.merge(estimator->resolve(seed, batch.undecided));
    counted += chunk;
    seconds = std::chrono::duration<double>(Clock::now() - start).count();
    chunk *= 2;
  }
  Sample sample = estimator->sample(tally);
  return {std::move(estimator), std::move(sample), seconds / static_cast<double>(counted)};
}

/// Returns the variance of one network's estimate in units of p^2, where p is the best that is
/// known about the probability, NaN for nothing. Infinite where it may be.
double relative_variance(const Sample& sample, double p) {
  if (std::holds_alternative<Proportion>(sample)) {
    return p > 0.0 ? (1.0 - p) / p : infinity;
  }
  const auto& counts = std::get<AveragedCounts>(sample);
  if (counts.sum == 0) return infinity;
  if (is_constant(counts)) {
    const auto count = counts.least.convert_to<double>();
    return 3.0 / (static_cast<double>(counts.networks) * count * count);
  }
  const double mean = probability(sample);
  return network_variance(sample) / (mean * mean);
}

/// Returns both variances of one network's estimate. Without a hit anywhere the probability is with
/// confidence 0.95 at most 3 / networks, and so is the variance; an average varies less than hits.
PilotVariance pilot_variance(const Sample& sample, double p) {
  PilotVariance variance{.relative = relative_variance(sample, p)};
  if (!(p > 0.0)) {
    variance.absolute = std::min(0.25, 3.0 / static_cast<double>(networks(sample)));
  } else if (std::isinf(variance.relative)) {
    variance.absolute = p * (1.0 - p);
  } else {
    variance.absolute = variance.relative * p * p;
  }
  return variance;
}

/// Whether a network of a group of `bits` can be dearer than a pilot should spend: a group twice as
/// large takes at most twice as long.
bool too_dear(const std::vector<Pilot>& measured, int bits) {
  double bound = infinity;
  for (const Pilot& pilot : measured) {
    if (pilot.estimator->group_bits() == 0) continue;
    bound = std::min(bound,
                     std::ldexp(pilot.seconds_per_network, bits - pilot.estimator->group_bits()));
  }
  return bound != infinity && bound > dearest_network;
}

std::vector<Pilot> run_pilots(Backend& backend, const QuestionPoint& point, std::uint64_t seed,
                              const std::vector<std::string>& names) {
  std::vector<Pilot> pilots;
  for (const std::string& name : names) {
    std::unique_ptr<Estimator> estimator = point.estimator(name);
    if (too_dear(pilots, estimator->group_bits())) continue;
    pilots.push_back(run_pilot(backend, std::move(estimator), seed));
  }
  return pilots;
}

/// Returns the probability by the pilot that knows it best; NaN when none has a hit.
double best_probability(const std::vector<Pilot>& pilots) {
  double best = std::numeric_limits<double>::quiet_NaN();
  double least = infinity;
  for (const Pilot& pilot : pilots) {
    const double p = probability(pilot.sample);
    const double error =
        relative_variance(pilot.sample, p) / static_cast<double>(networks(pilot.sample));
    if (p > 0.0 && error < least) {
      least = error;
      best = p;
    }
  }
  return best;
}

/// Returns the names that a goal leaves open.
std::vector<std::string> candidates(const QuestionPoint& point, const CountingGoal& goal) {
  if (goal.estimator != "auto") return {goal.estimator};
  return point.candidate_estimators();
}

}  // namespace

const PilotResult& CountingPlan::chosen_pilot() const {
  return *std::find_if(pilots.begin(), pilots.end(), [this](const PilotResult& pilot) {
    return pilot.estimator == estimator->name();
  });
}

bool needs_pilots(const QuestionPoint& point, const CountingGoal& goal) {
  return goal.stop.has_precision() || candidates(point, goal).size() > 1;
}

CountingPlan plan_without_pilots(const QuestionPoint& point, const CountingGoal& goal) {
  return {point.estimator(candidates(point, goal).front()), planned_networks(goal.stop, {}), {}};
}

CountingPlan plan_counting(Backend& backend, const QuestionPoint& point, std::uint64_t seed,
                           const CountingGoal& goal) {
  return needs_pilots(point, goal) ? plan_by_pilots(backend, point, seed, goal)
                                   : plan_without_pilots(point, goal);
}

CountingPlan plan_by_pilots(Backend& backend, const QuestionPoint& point, std::uint64_t seed,
                            const CountingGoal& goal) {
  const std::vector<std::string> names = candidates(point, goal);
  const std::uint64_t pilot_seed = generator_key(seed, "pilot");
  std::vector<Pilot> pilots = run_pilots(backend, point, pilot_seed, names);
  const double p = best_probability(pilots);
  CountingPlan plan;
  std::size_t best = 0;
  for (std::size_t i = 0; i < pilots.size(); ++i) {
    plan.pilots.push_back({pilots[i].estimator->name(), networks(pilots[i].sample),
                           pilots[i].seconds_per_network, pilot_variance(pilots[i].sample, p)});
    if (plan.pilots[i].seconds_to(1.0) < plan.pilots[best].seconds_to(1.0)) best = i;
  }
  plan.estimator = std::move(pilots[best].estimator);
  plan.networks = planned_networks(goal.stop, plan.pilots[best].variance);
  return plan;
}

}  // namespace census
