#include "host/run/expected_cost.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/statistics/confidence_sequence.hpp"

namespace census {
namespace {

constexpr double level = 0.95;

/// How many standard errors wide an interval of a sample is: that of a proportion of a half, which
/// stands for any where there are enough hits.
double deviations_wide(double networks, SampleSize size) {
  const double counted = std::clamp(networks, 4.0, 1e15);
  const auto n = static_cast<std::uint64_t>(counted);
  const Interval found = interval(Proportion{n / 2, n}, level, size);
  return (found.high - found.low) / (0.5 / std::sqrt(counted));
}

}  // namespace

ExpectedCost expected_cost(const StopRules& rules, const CountingPlan& plan) {
  const PilotResult& pilot = plan.chosen_pilot();
  const PilotVariance& variance = pilot.variance;
  ExpectedCost cost;
  cost.probability = std::isfinite(variance.relative)
                         ? std::sqrt(variance.absolute / variance.relative)
                         : std::numeric_limits<double>::quiet_NaN();
  cost.networks = static_cast<double>(plan.networks.count);
  cost.rule = plan.networks.rule;
  const auto limit = [&cost](StopRule rule, double networks) {
    if (networks < cost.networks) {
      cost.networks = networks;
      cost.rule = rule;
    }
  };
  if (rules.hits) {
    limit(StopRule::hits, static_cast<double>(*rules.hits) / cost.probability);
  }
  if (rules.seconds) limit(StopRule::seconds, *rules.seconds / pilot.seconds_per_network);
  cost.seconds = cost.networks * pilot.seconds_per_network;
  cost.standard_error = std::sqrt(variance.absolute / cost.networks);
  cost.interval_width = cost.standard_error * deviations_wide(cost.networks, rules.sample_size());
  return cost;
}

}  // namespace census
