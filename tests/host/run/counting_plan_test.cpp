#include "host/run/counting_plan.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

std::unique_ptr<QuestionPoint> point_of(int n0, int n1) {
  return find_question("unactivated")->point({{"n0", n0}, {"n1", n1}});
}

CountingPlan plan_of(int n0, int n1, const CountingGoal& goal) {
  const auto backend = make_cpu_backend(1);
  return plan_counting(*backend, *point_of(n0, n1), 1, goal);
}

TEST(CountingPlan, IsTheGoalWhereNothingIsLeftOpen) {
  const CountingPlan plan = plan_of(2, 4, {"signs:2", {.networks = 1000}});
  EXPECT_EQ(plan.estimator->name(), "signs:2");
  EXPECT_EQ(plan.networks.count, 1000U);
  EXPECT_TRUE(plan.pilots.empty());
}

TEST(CountingPlan, TakesTheEstimatorThatIsSoonestThere) {
  // The orbit beats plain counting a thousandfold here: no noise of the clock can hide that.
  const CountingPlan plan = plan_of(2, 4, {"auto", {.networks = 5000}});
  EXPECT_EQ(plan.estimator->name(), "orbit");
  EXPECT_EQ(plan.networks.count, 5000U);
  ASSERT_GE(plan.pilots.size(), 3U);
  EXPECT_EQ(plan.pilots.front().estimator, "plain");
  for (const PilotResult& pilot : plan.pilots) {
    EXPECT_GT(pilot.seconds_per_network, 0.0);
    EXPECT_GE(pilot.seconds_to(1e-4), plan.pilots.back().seconds_to(1e-4));
  }
}

TEST(CountingPlan, FixesTheNetworksThatARelativeErrorTakes) {
  // One network of the orbit at (2, 4) has a relative variance of 1.3e-3.
  const CountingPlan plan =
      plan_of(2, 4, {"orbit", {.networks = 100'000'000, .relative_error = 1e-4}});
  // A pilot that a busy machine cuts short measures the variance within a factor of two or so.
  EXPECT_GT(static_cast<double>(plan.networks.count), 0.4 * 1.1 * 1.3e-3 / 1e-8);
  EXPECT_LT(static_cast<double>(plan.networks.count), 2.5 * 1.1 * 1.3e-3 / 1e-8);
  EXPECT_EQ(plan_of(2, 4, {"orbit", {.networks = 777, .relative_error = 1e-4}}).networks.count,
            777U);
  EXPECT_EQ(
      plan_of(2, 4, {"orbit", {.networks = 100'000'000, .relative_error = 0.5}}).networks.count,
      1000U);
}

TEST(CountingPlan, NeverTakesAConstantPilotForCertainty) {
  // Nearly every network at (8, 9) has one unactivated sign pattern, a few have more: a pilot that
  // misses them must not stop the count at once.
  const CountingPlan plan =
      plan_of(8, 9, {"signs", {.networks = 1'000'000'000, .relative_error = 1e-4}});
  EXPECT_GT(plan.networks.count, 100'000U);
}

TEST(CountingPlan, CountsAllThatIsAllowedWhereThePilotSawNoHit) {
  EXPECT_EQ(plan_of(8, 12, {"plain", {.networks = 3000, .relative_error = 1e-2}}).networks.count,
            3000U);
}

TEST(CountingPlan, LeavesOutGroupsThatTakeTooLong) {
  for (const PilotResult& pilot : plan_of(1, 16, {"auto", {.networks = 1}}).pilots) {
    EXPECT_LT(pilot.seconds_per_network, 0.1) << pilot.estimator;
  }
}

TEST(CountingPlan, RefusesAnEstimatorThatThereIsNot) {
  EXPECT_THROW(plan_of(2, 4, {"orbits", {.networks = 1}}), ParameterError);
}

}  // namespace
}  // namespace census
