#include "host/run/expected_cost.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace census {
namespace {

/// A plan by plain counting of probability p at a million networks per second.
CountingPlan plan_of(double p, const StopRules& rules) {
  CountingPlan plan;
  plan.estimator = find_question("unactivated")->point({{"n0", 2}, {"n1", 4}})->estimator("plain");
  const PilotVariance variance =
      p > 0.0 ? PilotVariance{(1 - p) / p, p * (1 - p)} : PilotVariance{INFINITY, 1e-4};
  plan.pilots = {{"plain", 1000, 1e-6, variance}};
  plan.networks = planned_networks(rules, variance);
  return plan;
}

ExpectedCost cost_of(double p, const StopRules& rules) {
  return expected_cost(rules, plan_of(p, rules));
}

TEST(ExpectedCost, OfAFixedNumber) {
  const ExpectedCost cost = cost_of(0.06, {.networks = 4'000'000});
  EXPECT_EQ(cost.networks, 4e6);
  EXPECT_DOUBLE_EQ(cost.seconds, 4.0);
  EXPECT_NEAR(cost.probability, 0.06, 1e-12);
  EXPECT_NEAR(cost.standard_error, std::sqrt(0.06 * 0.94 / 4e6), 1e-12);
  EXPECT_NEAR(cost.interval_width / cost.standard_error, 2 * 1.96, 0.01);
}

TEST(ExpectedCost, OfOpenRulesIsThatOfTheFirst) {
  const StopRules rules{.networks = 1'000'000'000, .hits = 600, .seconds = 30.0};
  const ExpectedCost cost = cost_of(0.06, rules);
  EXPECT_NEAR(cost.networks, 1e4, 1e-6);
  EXPECT_EQ(cost.rule, StopRule::hits);
  // Wider than an interval for a fixed number.
  EXPECT_GT(cost.interval_width / cost.standard_error, 2 * 2.5);
  const ExpectedCost slow = cost_of(1e-9, rules);
  EXPECT_EQ(slow.rule, StopRule::seconds);
  EXPECT_NEAR(slow.seconds, 30.0, 1e-9);
}

TEST(ExpectedCost, WithoutAHitIsTheLimit) {
  const ExpectedCost cost = cost_of(0.0, {.networks = 1000, .hits = 5});
  EXPECT_EQ(cost.networks, 1000.0);
  EXPECT_EQ(cost.rule, StopRule::networks);
  EXPECT_TRUE(std::isnan(cost.probability));
  EXPECT_GT(cost.standard_error, 0.0);
}

}  // namespace
}  // namespace census
