#include "host/statistics/p_value.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/averaged_counts.hpp"

namespace census {
namespace {

TEST(PValue, OfHitsIsABinomialTail) {
  // P(Binomial(10, 1/2) <= 2) = 56/1024, P(>= 2) = 1 - 11/1024.
  const Sample sample = Proportion{2, 10};
  EXPECT_NEAR(p_value(sample, Claim::at_least, 0.5), 56.0 / 1024, 1e-12);
  EXPECT_NEAR(p_value(sample, Claim::at_most, 0.5), 1013.0 / 1024, 1e-12);
  EXPECT_NEAR(p_value(sample, Claim::equal, 0.5), 112.0 / 1024, 1e-12);
  EXPECT_EQ(p_value(Proportion{0, 10}, Claim::equal, 0.0), 1.0);
  EXPECT_EQ(p_value(Proportion{1, 10}, Claim::equal, 0.0), 0.0);
  EXPECT_EQ(p_value(Proportion{1, 10}, Claim::at_least, 0.0), 1.0);
  EXPECT_EQ(p_value(Proportion{9, 10}, Claim::at_least, 1.0), 0.0);
  EXPECT_EQ(p_value(Proportion{10, 10}, Claim::equal, 1.0), 1.0);
  EXPECT_EQ(p_value(Proportion{}, Claim::equal, 0.3), 1.0);
}

TEST(PValue, OfManyHitsIsThatOfTheNormalLaw) {
  const std::uint64_t n = 1'000'000'000;
  const auto p = [&](double sigmas) {
    const double hits =
        0.25 * static_cast<double>(n) + sigmas * std::sqrt(0.1875 * static_cast<double>(n));
    return p_value(Proportion{static_cast<std::uint64_t>(hits), n}, Claim::at_most, 0.25);
  };
  EXPECT_NEAR(p(0.0), 0.5, 1e-3);
  EXPECT_NEAR(p(3.0) / 1.3499e-3, 1.0, 2e-3);
  EXPECT_NEAR(p(6.0) / 9.866e-10, 1.0, 2e-3);
}

TEST(PValue, OfRareHitsAmongManyIsTheBinomialTail) {
  // scipy.stats.binom, where the normal law is off by factors.
  const Sample rare = Proportion{4847, 101'000'000};
  EXPECT_NEAR(p_value(rare, Claim::at_most, 4.5e-5) / 4.786e-6, 1.0, 1e-3);
  EXPECT_NEAR(p_value(rare, Claim::at_most, 4.3e-5) / 3.14e-14, 1.0, 2e-3);
  EXPECT_NEAR(p_value(rare, Claim::at_least, 5.1e-5) / 9.8e-6, 1.0, 5e-3);
}

TEST(PValue, OfAveragesIsStudents) {
  // Shares 1/4, 1/2, 1/2, 3/4: t = 0.5 / sqrt(8/3/64/4) beyond zero.
  const Sample sample = testing::averaged_counts({2, 4, 4, 6}, 8);
  EXPECT_NEAR(p_value(sample, Claim::equal, 0.5), 1.0, 1e-12);
  // t = 3.182446 standard errors, 3 degrees of freedom: 0.05 two-sided.
  const double error = std::sqrt(8.0 / 3.0 / 64.0 / 4.0);
  EXPECT_NEAR(p_value(sample, Claim::equal, 0.5 + 3.182446 * error), 0.05, 1e-6);
  EXPECT_NEAR(p_value(sample, Claim::at_least, 0.5 + 3.182446 * error), 0.025, 1e-6);
  EXPECT_NEAR(p_value(sample, Claim::at_most, 0.5 + 3.182446 * error), 0.975, 1e-6);
}

TEST(PValue, OfEqualAveragesAllowsForHiddenOthers) {
  const Sample sample = testing::constant_counts(100, 2, 8);
  EXPECT_EQ(p_value(sample, Claim::equal, 0.25), 1.0);
  EXPECT_NEAR(p_value(sample, Claim::at_least, 0.28), std::pow(1 - 0.03 / 0.75, 100), 1e-12);
  EXPECT_NEAR(p_value(sample, Claim::at_most, 0.24), std::pow(1 - 0.01 / 0.25, 100), 1e-12);
  EXPECT_EQ(p_value(sample, Claim::at_least, 0.2), 1.0);
}

TEST(HolmAdjusted, MultipliesByHowManyAreLeft) {
  const std::vector<double> adjusted = holm_adjusted({0.01, 0.04, 0.03, 0.005});
  EXPECT_DOUBLE_EQ(adjusted[3], 0.02);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[1], 0.06);
  EXPECT_TRUE(holm_adjusted({}).empty());
  EXPECT_EQ(holm_adjusted({0.9, 0.8})[0], 1.0);
}

TEST(HolmAdjusted, KeepsTheFamilywiseErrorBelowItsLevel) {
  std::mt19937_64 rng(5);
  std::binomial_distribution<int> draw(2000, 0.1);
  int families_with_a_false_rejection = 0;
  const int families = 2000;
  for (int family = 0; family < families; ++family) {
    std::vector<double> p_values;
    for (int i = 0; i < 20; ++i) {
      const auto hits = static_cast<std::uint64_t>(draw(rng));
      p_values.push_back(p_value(Proportion{hits, 2000}, Claim::equal, 0.1));
    }
    const std::vector<double> adjusted = holm_adjusted(p_values);
    if (std::any_of(adjusted.begin(), adjusted.end(), [](double p) { return p <= 0.05; })) {
      ++families_with_a_false_rejection;
    }
  }
  EXPECT_LT(families_with_a_false_rejection, 0.05 * families + 5 * std::sqrt(0.0475 * families));
  EXPECT_GT(families_with_a_false_rejection, 0.02 * families);
}

}  // namespace
}  // namespace census
