#include "host/statistics/averaged_counts.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "tests/support/averaged_counts.hpp"

namespace census {
namespace {

using testing::averaged_counts;

TEST(AveragedCounts, HaveTheMomentsOfTheirShares) {
  const AveragedCounts counts = averaged_counts({2, 4, 4, 6}, 8);
  EXPECT_EQ(mean(counts), 0.5);
  EXPECT_DOUBLE_EQ(variance(counts), 8.0 / 3.0 / 64.0);
  EXPECT_FALSE(is_constant(counts));
}

TEST(AveragedCounts, LoseNoDigitsToCancellation) {
  // A variance of 1/4 about a mean of 2^60: nothing would be left of it in binary64.
  AveragedCounts counts;
  const Integer base = Integer(1) << 60;
  counts.networks = 1'000'000;
  counts.group_order = Integer(1) << 61;
  counts.sum = base * 1'000'000 + 500'000;
  counts.sum_of_squares = base * base * 500'000 + (base + 1) * (base + 1) * 500'000;
  counts.least = base;
  counts.greatest = base + 1;
  EXPECT_DOUBLE_EQ(variance(counts), std::ldexp(0.25 * 1e6 / (1e6 - 1), -122));
}

TEST(AveragedCounts, AreNotKnownFromNothing) {
  EXPECT_TRUE(std::isnan(mean({})));
  EXPECT_TRUE(std::isnan(variance(averaged_counts({3}, 8))));
  EXPECT_EQ(averaged_interval({}, 0.95).high, 1.0);
  EXPECT_EQ(averaged_interval(averaged_counts({3}, 8), 0.95).low, 0.0);
}

TEST(AveragedInterval, IsStudentsForFewNetworksAndNormalForMany) {
  const Interval few = averaged_interval(averaged_counts({2, 4, 4, 6}, 8), 0.95);
  EXPECT_EQ(few.method, "student-t");
  // t_{3, 0.975} = 3.182446
  EXPECT_NEAR(few.high - 0.5, 3.182446 * std::sqrt(8.0 / 3.0 / 64.0 / 4.0), 1e-6);
  AveragedCounts many;
  many.networks = 1'000'000;
  many.group_order = 8;
  many.sum = 4'000'000;
  many.sum_of_squares = 17'000'000;
  many.least = 1;
  many.greatest = 8;
  EXPECT_NEAR(averaged_interval(many, 0.95).high - 0.5, 1.959964 * 0.125 / 1000, 1e-9);
}

TEST(AveragedInterval, OfZeroVarianceAllowsForRareOthers) {
  const Interval interval =
      averaged_interval(averaged_counts({2, 2, 2, 2, 2, 2, 2, 2, 2, 2}, 8), 0.95);
  EXPECT_EQ(interval.method, "zero-variance");
  const double other = 1.0 - std::pow(0.05, 0.1);
  EXPECT_NEAR(interval.low, 0.25 * (1 - other), 1e-12);
  EXPECT_NEAR(interval.high, 0.25 * (1 - other) + other, 1e-12);
  EXPECT_EQ(averaged_interval(averaged_counts({0, 0, 0}, 8), 0.95).low, 0.0);
}

TEST(AveragedInterval, CoversItsProbability) {
  std::mt19937_64 rng(3);
  std::binomial_distribution<int> draw(64, 0.2);
  int covered = 0;
  const int trials = 4000;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<int> values;
    for (int i = 0; i < 12; ++i) values.push_back(draw(rng));
    const Interval interval = averaged_interval(averaged_counts(values, 64), 0.95);
    if (interval.low <= 0.2 && 0.2 <= interval.high) ++covered;
  }
  EXPECT_NEAR(covered, 0.95 * trials, 5 * std::sqrt(0.95 * 0.05 * trials));
}

TEST(AveragedCounts, OfAMeanAreBoundedByWhatIsPossible) {
  AveragedCounts counts{.networks = 100, .sum = 3700, .sum_of_squares = 136'900};
  counts.least = counts.greatest = 37;
  counts.most = 1000;
  EXPECT_EQ(mean(counts), 37.0);
  EXPECT_EQ(greatest_possible(counts), 1000.0);
  const Interval constant = averaged_interval(counts, 0.95);
  const double other = 1.0 - std::pow(0.05, 0.01);
  EXPECT_EQ(constant.method, "zero-variance");
  EXPECT_NEAR(constant.low, 37.0 * (1.0 - other), 1e-9);
  EXPECT_NEAR(constant.high, 37.0 + (1000.0 - 37.0) * other, 1e-9);
  counts.sum_of_squares += 1000;
  counts.greatest = 60;
  EXPECT_GT(averaged_interval(counts, 0.95).high, 37.0);
  EXPECT_EQ(hidden_share(37.0, 1001.0, 1000.0), 1.0);
  EXPECT_EQ(hidden_share(0.5, 0.75, 1.0), 0.5);
}

}  // namespace
}  // namespace census
