#include "host/statistics/sample.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/averaged_counts.hpp"

namespace census {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Fifty networks with K = 2 and fifty with K = 4, of 8 patterns.
AveragedCounts two_values() {
  std::vector<int> values(50, 2);
  values.resize(100, 4);
  return testing::averaged_counts(values, 8);
}

AveragedCounts constant() { return testing::constant_counts(100, 2, 8); }

TEST(Sample, OfHitsIsBinomial) {
  const Sample sample = Proportion{25, 100};
  EXPECT_EQ(networks(sample), 100U);
  EXPECT_EQ(probability(sample), 0.25);
  EXPECT_EQ(network_variance(sample), 0.1875);
  EXPECT_DOUBLE_EQ(standard_error(sample), std::sqrt(0.1875 / 100));
  EXPECT_EQ(interval(sample, 0.95).method, "clopper-pearson");
  EXPECT_EQ(variance_gain(sample), 1.0);
  EXPECT_NEAR(networks_needed(sample, 0.01), 30'000, 1e-6);
  EXPECT_EQ(z_score(sample, 0.25), 0.0);
}

TEST(Sample, OfCountsHasTheirVariance) {
  const Sample sample = two_values();
  const double variance = (1000 - 900) / 99.0 / 64.0;
  EXPECT_EQ(probability(sample), 0.375);
  EXPECT_DOUBLE_EQ(network_variance(sample), variance);
  EXPECT_DOUBLE_EQ(standard_error(sample), std::sqrt(variance / 100));
  EXPECT_DOUBLE_EQ(variance_gain(sample), 0.375 * 0.625 / variance);
  EXPECT_NEAR(z_score(sample, 0.5), -0.125 / std::sqrt(variance / 100), 1e-9);
}

TEST(Sample, OfZeroVarianceIsExactAndNeverADivisionByZero) {
  const Sample sample = constant();
  EXPECT_EQ(standard_error(sample), 0.0);
  EXPECT_EQ(variance_gain(sample), infinity);
  EXPECT_EQ(networks_needed(sample, 1e-4), 0.0);
  EXPECT_EQ(z_score(sample, 0.25), 0.0);
  EXPECT_EQ(z_score(sample, std::nextafter(0.25, 1.0)), 0.0);
  EXPECT_EQ(z_score(sample, 0.5), -infinity);
  EXPECT_EQ(z_score(sample, 0.125), infinity);
  // A hundred networks that agree do not contradict a value that a few others would explain.
  EXPECT_TRUE(std::isnan(z_score(sample, 0.26)));
}

TEST(Sample, OfNothingKnowsNothing) {
  for (const Sample& sample : {Sample(Proportion{}), Sample(AveragedCounts{})}) {
    EXPECT_TRUE(std::isnan(probability(sample)));
    EXPECT_TRUE(std::isnan(z_score(sample, 0.5)));
    EXPECT_EQ(interval(sample, 0.95).high, 1.0);
  }
  EXPECT_TRUE(std::isnan(networks_needed(Proportion{0, 10}, 1e-3)));
}

}  // namespace
}  // namespace census
