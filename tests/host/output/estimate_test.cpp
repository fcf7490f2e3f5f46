#include "host/output/estimate.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/host/output/example_estimate.hpp"

namespace census {
namespace {

TEST(Estimate, IsArithmeticOnTheTally) {
  const Estimate estimate = example_estimate();
  EXPECT_EQ(estimate.probability(), 0.078225);
  EXPECT_NEAR(estimate.standard_error(), std::sqrt(0.078225 * 0.921775 / 1e6), 1e-12);
  EXPECT_NEAR(estimate.z_score().value(), 100 / std::sqrt(1e6 * 5 / 64 * 59 / 64), 1e-9);
  EXPECT_EQ(estimate.interval().level, 0.95);
  EXPECT_LT(estimate.interval().low, 0.078225);
  EXPECT_GT(estimate.interval().high, 0.078225);
  EXPECT_EQ(estimate.networks_per_second(), 2e6);
  EXPECT_FALSE(estimate.interrupted());
}

TEST(Estimate, HasNoZScoreWithoutATheoremOrWithoutNetworks) {
  EXPECT_FALSE(estimate_without_hits().z_score().has_value());
  EXPECT_FALSE(estimate_of_nothing().z_score().has_value());
}

TEST(Estimate, OfNothingIsNotANumber) {
  const Estimate estimate = estimate_of_nothing();
  EXPECT_TRUE(std::isnan(estimate.probability()));
  EXPECT_TRUE(estimate.interrupted());
  EXPECT_EQ(estimate.networks_per_second(), 0.0);
}

TEST(RegeneratingCommand, NamesEverythingThatDeterminesTheNumber) {
  EXPECT_EQ(regenerating_command(example_estimate()),
            "relu-census estimate --question unactivated --n0 2 --n1 3 --init unit-normal --seed 1 "
            "--first-id 0 --networks 1000000 --estimator plain");
}

TEST(RegeneratingCommand, AsksForTheNetworksThatWereCounted) {
  Estimate estimate = example_estimate();
  estimate.networks = 12;
  estimate.asked = {7, 100};
  EXPECT_NE(regenerating_command(estimate).find("--first-id 7 --networks 12 "), std::string::npos);
}

TEST(RegeneratingCommand, QuotesForAShell) {
  Estimate estimate = example_estimate();
  estimate.parameters = {{"init", {{"scale", 0.1}}}, {"name", "it's"}, {"empty", ""}};
  EXPECT_NE(regenerating_command(estimate).find(
                R"( --init '{"scale":0.1}' --name 'it'\''s' --empty '' )"),
            std::string::npos);
}

TEST(DescribeParameters, ListsThemInOrder) {
  const Parameters parameters = {{"n0", 2}, {"init", {{"scale", 1}}}};
  EXPECT_EQ(describe_parameters(parameters), R"(n0 = 2, init = {"scale":1})");
  EXPECT_EQ(describe_briefly(parameters), "n0 = 2, init = {...}");
}

}  // namespace
}  // namespace census
