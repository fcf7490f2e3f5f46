#include "host/statistics/comparison.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "tests/support/averaged_counts.hpp"

namespace census {
namespace {

constexpr SampleSize fixed = SampleSize::fixed;

Proportion at(double p, double sigmas, std::uint64_t n) {
  const auto count = static_cast<double>(n);
  return {static_cast<std::uint64_t>(count * p + sigmas * std::sqrt(count * p * (1 - p))), n};
}

TEST(ComparisonPValue, GrowsSmallWithTheDifference) {
  // Two samples that deviate k / sqrt(2) standard errors each differ by k of their difference.
  const auto p = [](double k) {
    return comparison_p_value(at(0.3, k / std::sqrt(2.0), 100'000'000), fixed, Claim::equal,
                              at(0.3, -k / std::sqrt(2.0), 100'000'000), fixed);
  };
  EXPECT_EQ(p(0.0), 1.0);
  EXPECT_NEAR(p(3.0), 9.0e-3, 2e-4);
  EXPECT_NEAR(p(5.0) / 2.75e-6, 1.0, 0.05);
  EXPECT_LT(p(60.0), 1e-300);
}

TEST(ComparisonPValue, LooksToOneSideForBounds) {
  const Sample more = Proportion{700, 1000};
  const Sample less = Proportion{500, 1000};
  EXPECT_EQ(comparison_p_value(more, fixed, Claim::at_least, less, fixed), 1.0);
  EXPECT_LT(comparison_p_value(more, fixed, Claim::at_most, less, fixed), 1e-10);
  EXPECT_LT(comparison_p_value(less, fixed, Claim::at_least, more, fixed), 1e-10);
  EXPECT_EQ(comparison_p_value(less, fixed, Claim::at_most, more, fixed), 1.0);
}

TEST(ComparisonPValue, LooksBeyondTheSampleThatIsKnownBetter) {
  // The largest over all v is attained beyond the first estimate.
  EXPECT_NEAR(comparison_p_value(Proportion{171, 1000}, fixed, Claim::at_most,
                                 Proportion{2'822'647, 20'000'000}, fixed),
              0.02776, 2e-4);
}

TEST(ComparisonPValue, HoldsForFewHitsAndForOtherSamples) {
  EXPECT_EQ(comparison_p_value(Proportion{0, 10}, fixed, Claim::equal, Proportion{0, 20}, fixed),
            1.0);
  EXPECT_EQ(comparison_p_value(Proportion{}, fixed, Claim::equal, Proportion{3, 20}, fixed), 1.0);
  EXPECT_GT(comparison_p_value(Proportion{0, 10}, fixed, Claim::equal, Proportion{1, 10}, fixed),
            0.5);
  // Each network of the one had a quarter of the patterns, each of the other a half.
  const Sample quarter = testing::constant_counts(1000, 2, 8);
  const Sample half = testing::constant_counts(1000, 4, 8);
  EXPECT_LT(comparison_p_value(quarter, fixed, Claim::equal, half, fixed), 1e-100);
  EXPECT_EQ(comparison_p_value(quarter, fixed, Claim::equal, quarter, SampleSize::open), 1.0);
  EXPECT_GT(comparison_p_value(quarter, fixed, Claim::equal, Proportion{2, 10}, fixed), 0.5);
}

TEST(ComparisonPValue, SeldomRefutesWhatIsTrue) {
  std::mt19937_64 rng(3);
  std::binomial_distribution<std::uint64_t> few(200, 0.02);
  std::binomial_distribution<std::uint64_t> many(5000, 0.02);
  int below = 0;
  const int trials = 4000;
  for (int trial = 0; trial < trials; ++trial) {
    if (comparison_p_value(Proportion{few(rng), 200}, fixed, Claim::equal,
                           Proportion{many(rng), 5000}, fixed) <= 0.05) {
      ++below;
    }
  }
  EXPECT_LE(below, 0.05 * trials);
  EXPECT_GT(below, 0);
}

}  // namespace
}  // namespace census
