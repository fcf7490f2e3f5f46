#include "host/questions/trainability/theory.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace census::trainability {
namespace {

TEST(TrainabilityTheory, DeadOnABallAsKnown) {
  EXPECT_NEAR(dead_on_ball(1, 1.0), 0.25, 1e-12);
  EXPECT_NEAR(dead_on_ball(1, std::sqrt(3.0)), 1.0 / 6.0, 1e-12);
  EXPECT_NEAR(dead_on_ball(2, 1.0), 0.146447, 1e-6);
  EXPECT_NEAR(dead_on_ball(5, 1.0), 0.037793, 1e-6);
  EXPECT_NEAR(dead_on_ball(10, 1.0), 0.00506, 1e-5);
}

TEST(TrainabilityTheory, RowsOfAGivenNormDieByTheirBiasesAlone) {
  EXPECT_EQ(dead_on_ball_of_norm(0.0), 0.5);
  EXPECT_NEAR(dead_on_ball_of_norm(1.0), 0.15865525393145707, 1e-15);
  EXPECT_NEAR(dead_on_ball_of_norm(3.0), 0.00134989803163009, 1e-15);
}

TEST(TrainabilityTheory, DeadOnAnIntervalAsKnown) {
  // The unit ball of the line.
  EXPECT_NEAR(dead_on_interval(-1, 1, 1.0), dead_on_ball(1, 1.0), 1e-15);
  EXPECT_NEAR(dead_on_interval(-3, 3, 2.0), dead_on_ball(1, 1.5), 1e-15);
  // By hand: the angle between (0, 1) and (1, 1) is an eighth of a turn.
  EXPECT_NEAR(dead_on_interval(0, 1, 1.0), 3.0 / 8, 1e-15);
  // Without biases signs decide.
  EXPECT_EQ(dead_on_interval(-1, 2, 0.0), 0.0);
  EXPECT_EQ(dead_on_interval(1, 2, 0.0), 0.5);
  EXPECT_EQ(dead_on_interval(-2, -1, 0.0), 0.5);
  EXPECT_EQ(dead_on_interval(0, 2, 0.0), 0.5);
  EXPECT_EQ(dead_on_interval(-2, 0, 0.0), 0.5);
}

TEST(TrainabilityTheory, EnoughActiveIsABinomialTail) {
  EXPECT_EQ(enough_active(5, 0, 0.3), 1.0);
  EXPECT_NEAR(enough_active(3, 3, 0.25), std::pow(0.75, 3), 1e-12);
  EXPECT_NEAR(enough_active(3, 1, 0.25), 1.0 - std::pow(0.25, 3), 1e-12);
  EXPECT_EQ(enough_active(4, 4, 0.0), 1.0);
}

}  // namespace
}  // namespace census::trainability
