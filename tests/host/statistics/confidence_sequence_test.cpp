#include "host/statistics/confidence_sequence.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "host/statistics/p_value.hpp"
#include "tests/support/averaged_counts.hpp"

namespace census {
namespace {

// The mixture without any care for large numbers.
double direct_evidence(double hits, double networks, double p) {
  const double misses = networks - hits;
  return std::lgamma(hits + 0.5) + std::lgamma(misses + 0.5) - std::lgamma(networks + 1.0) -
         std::log(M_PI) - hits * std::log(p) - misses * std::log1p(-p);
}

TEST(LogEvidence, OfHitsIsTheMixtureOverTheLikelihood) {
  for (const auto& [hits, networks] : std::vector<std::pair<std::uint64_t, std::uint64_t>>{
           {0, 1}, {1, 1}, {0, 50}, {3, 50}, {25, 50}, {50, 50}, {999, 5000}, {1500, 5000}}) {
    for (const double p : {0.001, 0.2, 0.5, 0.77}) {
      const auto h = static_cast<double>(hits);
      const auto n = static_cast<double>(networks);
      EXPECT_NEAR(log_evidence(Proportion{hits, networks}, p), direct_evidence(h, n, p), 1e-8)
          << hits << " of " << networks << " at " << p;
    }
  }
  EXPECT_EQ(log_evidence(Proportion{}, 0.3), 0.0);
  EXPECT_TRUE(std::isinf(log_evidence(Proportion{1, 5}, 0.0)));
  EXPECT_TRUE(std::isinf(log_evidence(Proportion{4, 5}, 1.0)));
  EXPECT_LT(log_evidence(Proportion{0, 5}, 0.0), 0.0);
}

TEST(LogEvidence, KeepsItsDigitsForManyNetworks) {
  // Six standard errors away: 18 - log(n p (1-p) ...)/2, which a difference of logarithms of 1e18
  // would lose.
  const double n = 1e17;
  const double sigma = std::sqrt(n * 0.25);
  const Proportion counted{static_cast<std::uint64_t>(n / 2 + 6 * sigma),
                           static_cast<std::uint64_t>(n)};
  EXPECT_NEAR(log_evidence(counted, 0.5), 18.0 - std::log(M_PI * n / 2.0) / 2.0, 1e-3);
}

TEST(ConfidenceSequence, EndsWhereTheEvidenceSaysSo) {
  for (const Sample& sample : {Sample(Proportion{3, 50}), Sample(Proportion{47, 50}),
                               Sample(Proportion{70'000, 1'000'000}),
                               Sample(testing::averaged_counts({2, 4, 4, 6, 3, 5}, 8))}) {
    const Interval interval = confidence_sequence(sample, 0.95);
    EXPECT_LT(interval.low, probability(sample));
    EXPECT_GT(interval.high, probability(sample));
    for (const double end : {interval.low, interval.high}) {
      if (end == 0.0 || end == 1.0) continue;
      EXPECT_NEAR(log_evidence(sample, end), std::log(20.0), 1e-6);
    }
  }
}

TEST(ConfidenceSequence, OfNothingOrOfOneKind) {
  EXPECT_EQ(confidence_sequence(Proportion{}, 0.95).high, 1.0);
  const Interval none = confidence_sequence(Proportion{0, 1000}, 0.95);
  EXPECT_EQ(none.low, 0.0);
  // (1 - p)^n at the end is 1/20 of the mixture, about sqrt(1 / (pi n)).
  EXPECT_NEAR(none.high, (std::log(20.0) + std::log(M_PI * 1000.0) / 2.0) / 1000.0, 1e-4);
  EXPECT_GT(none.high, interval(Sample(Proportion{0, 1000}), 0.95).high);
  const Interval all = confidence_sequence(Proportion{1000, 1000}, 0.95);
  EXPECT_EQ(all.high, 1.0);
  EXPECT_DOUBLE_EQ(all.low, 1.0 - none.high);
  const Interval constant = confidence_sequence(testing::constant_counts(1000, 2, 8), 0.95);
  EXPECT_NEAR(constant.low, 0.25 * (1.0 - none.high), 1e-12);
  EXPECT_NEAR(constant.high, 0.25 + 0.75 * none.high, 1e-12);
  EXPECT_EQ(confidence_sequence(testing::averaged_counts({2}, 8), 0.95).high, 1.0);
}

/// Counts how many of many streams leave their interval at any of the numbers of networks looked
/// at, for the interval that holds then and for the one that holds for a fixed number.
struct Misses {
  int sequence = 0;
  int fixed = 0;
};

template <class Next>
Misses watch(double expected, int streams, Next next) {
  Misses misses;
  for (int stream = 0; stream < streams; ++stream) {
    bool left_sequence = false;
    bool left_fixed = false;
    next(stream, [&](const Sample& sample) {
      const auto outside = [&](const Interval& interval) {
        return expected < interval.low || expected > interval.high;
      };
      left_sequence = left_sequence || log_evidence(sample, expected) >= std::log(20.0);
      left_fixed = left_fixed || outside(interval(sample, 0.95));
    });
    misses.sequence += left_sequence ? 1 : 0;
    misses.fixed += left_fixed ? 1 : 0;
  }
  return misses;
}

TEST(ConfidenceSequence, CoversHitsHoweverOftenOneLooks) {
  const double p = 0.05;
  const int streams = 400;
  std::mt19937_64 rng(11);
  std::bernoulli_distribution hit(p);
  const Misses misses = watch(p, streams, [&](int, const auto& look) {
    Proportion counted;
    for (int i = 1; i <= 4000; ++i) {
      counted.hits += hit(rng) ? 1 : 0;
      ++counted.networks;
      // At every network the evidence; the dear interval only now and then.
      if (i % 40 == 0 || log_evidence(counted, p) >= std::log(20.0)) look(counted);
    }
  });
  EXPECT_LE(misses.sequence, 0.05 * streams);
  // Whoever stops as soon as an interval for fixed size excludes the truth, is often wrong.
  EXPECT_GT(misses.fixed, 0.15 * streams);
}

TEST(ConfidenceSequence, CoversAveragesHoweverOftenOneLooks) {
  // K / 8 with the mean 3/8; looked at from the thirtieth network on, the sequence being
  // asymptotic.
  const int streams = 400;
  std::mt19937_64 rng(12);
  std::discrete_distribution<std::uint64_t> draw({1, 1, 2, 3, 3, 2, 1, 0, 1});
  double expected = 0.0;
  const std::vector<double> shares = draw.probabilities();
  for (std::size_t k = 0; k < shares.size(); ++k)
    expected += shares[k] * static_cast<double>(k) / 8;
  const Misses misses = watch(expected, streams, [&](int, const auto& look) {
    AveragedCounts counted;
    counted.group_order = 8;
    counted.greatest = 8;
    for (int i = 1; i <= 3000; ++i) {
      const std::uint64_t k = draw(rng);
      ++counted.networks;
      counted.sum += k;
      counted.sum_of_squares += k * k;
      if (i >= 30 && i % 5 == 0) look(counted);
    }
  });
  EXPECT_LE(misses.sequence, 0.05 * streams);
  EXPECT_GT(misses.fixed, 0.15 * streams);
}

TEST(PValue, OfAnOpenSampleIsOneByItsEvidence) {
  const Sample sample = Proportion{300, 1000};
  const double evidence = std::exp(log_evidence(sample, 0.2));
  EXPECT_NEAR(p_value(sample, Claim::equal, 0.2, SampleSize::open), 1.0 / evidence, 1e-12);
  EXPECT_NEAR(p_value(sample, Claim::at_most, 0.2, SampleSize::open), 1.0 / evidence, 1e-12);
  EXPECT_EQ(p_value(sample, Claim::at_least, 0.2, SampleSize::open), 1.0);
  EXPECT_EQ(p_value(sample, Claim::equal, 0.3, SampleSize::open), 1.0);
  EXPECT_GT(p_value(sample, Claim::equal, 0.2, SampleSize::open),
            p_value(sample, Claim::equal, 0.2, SampleSize::fixed));
}

}  // namespace
}  // namespace census
