#include "host/statistics/binomial.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace census {
namespace {

// Summed term by term in the logarithm: shares nothing with the incomplete beta function.
double binomial_probability(int n, int k, double p) {
  if (p == 0.0) return k == 0 ? 1.0 : 0.0;
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(p) + (n - k) * std::log1p(-p));
}

double probability_from_to(int n, int first, int last, double p) {
  double sum = 0.0;
  for (int k = first; k <= last; ++k) sum += binomial_probability(n, k, p);
  return sum;
}

TEST(ClopperPearson, MatchesTheTablesOfOthers) {
  // binom.test of R 4.
  const Interval ten_of_hundred = clopper_pearson(10, 100, 0.95);
  EXPECT_NEAR(ten_of_hundred.low, 0.04900469, 1e-8);
  EXPECT_NEAR(ten_of_hundred.high, 0.17622260, 1e-8);
  const Interval one_of_ten = clopper_pearson(1, 10, 0.95);
  EXPECT_NEAR(one_of_ten.low, 0.002528579, 1e-9);
  EXPECT_NEAR(one_of_ten.high, 0.445016117, 1e-9);
  EXPECT_EQ(one_of_ten.method, "clopper-pearson");
  EXPECT_EQ(one_of_ten.level, 0.95);
}

TEST(ClopperPearson, PutsHalfTheErrorLevelInEachTail) {
  for (const int n : {1, 2, 7, 40, 300}) {
    for (int hits = 0; hits <= n; hits += 1 + n / 20) {
      for (const double level : {0.5, 0.95, 0.999}) {
        SCOPED_TRACE(std::to_string(hits) + " of " + std::to_string(n));
        const Interval interval =
            clopper_pearson(static_cast<std::uint64_t>(hits), static_cast<std::uint64_t>(n), level);
        const double tail = (1.0 - level) / 2.0;
        if (hits > 0) {
          EXPECT_NEAR(probability_from_to(n, hits, n, interval.low), tail, 1e-10);
        }
        if (hits < n) {
          EXPECT_NEAR(probability_from_to(n, 0, hits, interval.high), tail, 1e-10);
        }
      }
    }
  }
}

TEST(ClopperPearson, NoHitsIsAnUpperBoundAndOnlyHitsALowerOne) {
  for (const std::uint64_t n : {std::uint64_t{1}, std::uint64_t{1000}, std::uint64_t{1} << 63}) {
    const Interval none = clopper_pearson(0, n, 0.95);
    EXPECT_EQ(none.low, 0.0);
    EXPECT_NEAR(none.high / -std::expm1(std::log(0.025) / static_cast<double>(n)), 1.0, 1e-14);
    EXPECT_GT(none.high, 0.0);
    const Interval all = clopper_pearson(n, n, 0.95);
    EXPECT_EQ(all.high, 1.0);
    EXPECT_EQ(all.low, 1.0 - none.high);
  }
}

TEST(ClopperPearson, KnowsNothingFromNothing) {
  const Interval interval = clopper_pearson(0, 0, 0.95);
  EXPECT_EQ(interval.low, 0.0);
  EXPECT_EQ(interval.high, 1.0);
}

TEST(ClopperPearson, HoldsUpToTheLargestCounts) {
  // Quantiles of the beta distribution from its density, integrated in 60 digits with mpmath.
  struct Known {
    std::uint64_t hits, networks;
    double low, high;
  };
  const std::vector<Known> known = {
      {78125, 1'000'000, 0.077599730384478957381, 0.078652714762077454713},
      {2'000'000, 10'000'000, 0.19975211886045226992, 0.20024805484435526898},
      {78'125'000'000, 1'000'000'000'000, 0.078124474008737797502, 0.078125525993704276166},
      {37, 1'000'000'000'000'000, 2.6051414567106157742e-14, 5.099962614193047724e-14},
      {1'000'000'000, 1'000'000'000'000'000'000, 9.9993802144395890877e-10,
       1.0000619814503779555e-9},
      {703'125'000'000'000'000, 9'000'000'000'000'000'000, 0.078124999824669339,
       0.078125000175330661271},
      {std::uint64_t{1} << 62, std::uint64_t{1} << 63, 0.49999999967731912048,
       0.50000000032268087952}};
  for (const Known& k : known) {
    SCOPED_TRACE(std::to_string(k.hits) + " of " + std::to_string(k.networks));
    const double width = k.high - k.low;
    const Interval interval = clopper_pearson(k.hits, k.networks, 0.95);
    // What the expansion leaves out, and two roundings of the result.
    const double tolerance = 2e-9 * width + 4e-16 * k.high;
    EXPECT_NEAR(interval.low, k.low, tolerance);
    EXPECT_NEAR(interval.high, k.high, tolerance);
    const Interval mirrored = clopper_pearson(k.networks - k.hits, k.networks, 0.95);
    EXPECT_NEAR(mirrored.low, 1.0 - k.high, tolerance + 4e-16);
    EXPECT_NEAR(mirrored.high, 1.0 - k.low, tolerance + 4e-16);
  }
}

TEST(ClopperPearson, TheTwoWaysToComputeItMeet) {
  // Below and above a million hits different formulas serve; the ends must go on smoothly.
  for (const std::uint64_t n : {std::uint64_t{2'500'000}, std::uint64_t{1'000'000'000'000}}) {
    const Interval below = clopper_pearson(999'999, n, 0.95);
    const Interval above = clopper_pearson(1'000'000, n, 0.95);
    const double step = 1.0 / static_cast<double>(n);
    EXPECT_NEAR((above.low - below.low) / step, 1.0, 2e-3);
    EXPECT_NEAR((above.high - below.high) / step, 1.0, 2e-3);
  }
}

TEST(ClopperPearson, CoversAtLeastAtItsLevel) {
  // The coverage itself, summed over all outcomes: it has no statistical error.
  constexpr int n = 60;
  for (double p = 0.01; p < 1.0; p += 0.017) {
    double coverage = 0.0;
    for (int hits = 0; hits <= n; ++hits) {
      const Interval interval = clopper_pearson(static_cast<std::uint64_t>(hits), n, 0.9);
      if (interval.low <= p && p <= interval.high) coverage += binomial_probability(n, hits, p);
    }
    EXPECT_GE(coverage, 0.9) << "p = " << p;
  }
}

TEST(ClopperPearson, CoversAtItsLevelInSimulation) {
  // 1000 draws each: coverage lies between 0.95 and 0.99, tested at five sigma.
  constexpr int repetitions = 2000;
  constexpr std::uint64_t networks = 1000;
  constexpr double p = 0.078125;
  std::mt19937_64 generator(20241206);
  int covered = 0;
  for (int i = 0; i < repetitions; ++i) {
    std::uint64_t hits = 0;
    for (std::uint64_t k = 0; k < networks; ++k) {
      hits += generator() < std::uint64_t{5} << 58 ? 1U : 0U;  // 5/64 of all words
    }
    const Interval interval = clopper_pearson(hits, networks, 0.95);
    covered += interval.low <= p && p <= interval.high ? 1 : 0;
  }
  const double rate = static_cast<double>(covered) / repetitions;
  EXPECT_GT(rate, 0.95 - 5 * std::sqrt(0.95 * 0.05 / repetitions));
  EXPECT_LT(rate, 0.99);
}

TEST(StandardError, IsTheDeviationOfTheEstimate) {
  EXPECT_DOUBLE_EQ(standard_error(1, 4), std::sqrt(0.25 * 0.75 / 4));
  EXPECT_EQ(standard_error(0, 100), 0.0);
  EXPECT_EQ(standard_error(100, 100), 0.0);
  EXPECT_TRUE(std::isnan(standard_error(0, 0)));
  // With 2^63 - 1 of 2^63 hits the miss is there, although 1 - p is 0 in a double.
  const std::uint64_t n = std::uint64_t{1} << 63;
  EXPECT_NEAR(standard_error(n - 1, n) * static_cast<double>(n), 1.0, 1e-12);
}

TEST(ProportionEstimate, DividesExactIntegers) {
  EXPECT_EQ(proportion_estimate(5, 64), 0.078125);
  EXPECT_TRUE(std::isnan(proportion_estimate(0, 0)));
}

TEST(ZScore, CountsDeviationsOfTheNullHypothesis) {
  EXPECT_DOUBLE_EQ(z_score(60, 100, 0.5), 2.0);
  EXPECT_DOUBLE_EQ(z_score(40, 100, 0.5), -2.0);
  EXPECT_DOUBLE_EQ(z_score(0, 100, 0.2), -5.0);
  EXPECT_EQ(z_score(25, 100, 0.25), 0.0);
  EXPECT_TRUE(std::isnan(z_score(0, 0, 0.5)));
}

TEST(ZScore, IsInfiniteWhereTheHypothesisIsImpossible) {
  EXPECT_EQ(z_score(0, 100, 0.0), 0.0);
  EXPECT_EQ(z_score(100, 100, 1.0), 0.0);
  EXPECT_EQ(z_score(1, 100, 0.0), std::numeric_limits<double>::infinity());
  EXPECT_EQ(z_score(99, 100, 1.0), -std::numeric_limits<double>::infinity());
}

TEST(ZScore, SeesOneDeviationAmongTheLargestCounts) {
  const std::uint64_t n = std::uint64_t{1} << 62;  // deviation at 1/2: 2^30
  EXPECT_DOUBLE_EQ(z_score((n >> 1) + (std::uint64_t{1} << 30), n, 0.5), 1.0);
  EXPECT_DOUBLE_EQ(z_score((n >> 1) + 1, n, 0.5), std::ldexp(1.0, -30));
}

}  // namespace
}  // namespace census
