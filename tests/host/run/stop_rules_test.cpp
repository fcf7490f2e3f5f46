#include "host/run/stop_rules.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "host/statistics/confidence_sequence.hpp"

namespace census {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(PlannedNetworks, AreTheLeastOfWhatTheRulesSay) {
  const PilotVariance variance{.relative = 9.0, .absolute = 0.09};
  const auto planned = [&](const StopRules& rules) { return planned_networks(rules, variance); };
  EXPECT_EQ(planned({.networks = 5000}).count, 5000U);
  // 1.1 times the variance over the square of the error.
  const PlannedNetworks relative = planned({.networks = 1'000'000'000, .relative_error = 1e-3});
  EXPECT_NEAR(static_cast<double>(relative.count), 1.1 * 9.0 / 1e-6, 2.0);
  EXPECT_EQ(relative.rule, StopRule::relative_error);
  const PlannedNetworks absolute =
      planned({.networks = 1'000'000'000, .relative_error = 1e-3, .absolute_error = 1e-3});
  EXPECT_NEAR(static_cast<double>(absolute.count), 1.1 * 0.09 / 1e-6, 2.0);
  EXPECT_EQ(absolute.rule, StopRule::absolute_error);
  EXPECT_EQ(planned({.networks = 777, .relative_error = 1e-3}).rule, StopRule::networks);
  EXPECT_EQ(planned({.relative_error = 0.9}).count, 1000U);
  EXPECT_EQ(planned({.seconds = 3.0}).count, unlimited_networks);
}

TEST(PlannedNetworks, WithoutAHitIsWhatTheLimitSays) {
  const PilotVariance no_hit{.relative = infinity, .absolute = 1e-3};
  const PlannedNetworks planned =
      planned_networks({.networks = 1'000'000, .relative_error = 0.1}, no_hit);
  EXPECT_EQ(planned.count, 1'000'000U);
  EXPECT_EQ(planned.rule, StopRule::networks);
  // An absolute error can be reached without hits: the probability is small.
  EXPECT_EQ(planned_networks({.networks = 1'000'000, .absolute_error = 1e-3}, no_hit).rule,
            StopRule::absolute_error);
}

/// Counts a stream of networks, hits with probability p, until a rule ends it.
Proportion count_until_met(const StopRules& rules, double p, double seconds_per_network,
                           std::uint64_t most, std::uint64_t seed) {
  std::mt19937_64 rng(seed);
  std::bernoulli_distribution hit(p);
  Proportion counted;
  while (counted.networks < most) {
    counted.hits += hit(rng) ? 1 : 0;
    ++counted.networks;
    const double seconds = seconds_per_network * static_cast<double>(counted.networks);
    if (open_rule_met(rules, counted, seconds)) break;
  }
  return counted;
}

TEST(OpenRules, FireAtTheNumberThatTheorySays) {
  // The number of networks to h hits has mean h / p and deviation sqrt(h (1 - p)) / p.
  const double p = 0.02;
  const double hits = 400;
  double sum = 0.0;
  const int streams = 200;
  for (int i = 0; i < streams; ++i) {
    const Proportion counted =
        count_until_met({.hits = 400}, p, 0.0, 1'000'000, static_cast<std::uint64_t>(i));
    EXPECT_EQ(counted.hits, 400U);
    sum += static_cast<double>(counted.networks);
  }
  const double deviation = std::sqrt(hits * (1 - p)) / p / std::sqrt(double{streams});
  EXPECT_NEAR(sum / streams, hits / p, 5 * deviation);
  // Whichever comes first.
  EXPECT_EQ(count_until_met({.hits = 400, .seconds = 1.0}, p, 1e-3, 1'000'000, 1).networks, 1000U);
}

TEST(OpenRules, ZeroHitsAreNeverEnough) {
  EXPECT_FALSE(open_rule_met({.hits = 1}, Proportion{0, std::uint64_t{1} << 60}, 1e9));
  EXPECT_EQ(count_until_met({.hits = 1}, 0.0, 0.0, 50'000, 1).networks, 50'000U);
  // Averages have no hits.
  EXPECT_FALSE(open_rule_met({.hits = 1}, AveragedCounts{.networks = 10, .sum = 10}, 0.0));
}

TEST(OpenRules, IntervalsHoldWhereHitsEndTheCount) {
  const double p = 0.1;
  int misses = 0;
  const int streams = 600;
  for (int i = 0; i < streams; ++i) {
    const StopRules rules{.hits = 12};
    const Proportion counted =
        count_until_met(rules, p, 0.0, 1'000'000, static_cast<std::uint64_t>(1000 + i));
    const Interval valid = interval(counted, 0.95, rules.sample_size());
    misses += valid.low <= p && p <= valid.high ? 0 : 1;
  }
  EXPECT_LE(misses, 0.05 * streams);
}

TEST(TwoStages, KeepTheLevelOfIntervals) {
  // A pilot fixes the number of networks; the count itself is independent of it.
  const double p = 0.2;
  std::mt19937_64 rng(7);
  int misses = 0;
  const int trials = 2000;
  for (int i = 0; i < trials; ++i) {
    std::binomial_distribution<std::uint64_t> pilot(50, p);
    const double estimate = (static_cast<double>(pilot(rng)) + 1e-9) / 50.0;
    const PlannedNetworks planned =
        planned_networks({.networks = 20'000, .relative_error = 0.05},
                         {.relative = (1 - estimate) / estimate, .absolute = 0.0});
    std::binomial_distribution<std::uint64_t> count(planned.count, p);
    const Interval found = interval(Proportion{count(rng), planned.count}, 0.95);
    misses += found.low <= p && p <= found.high ? 0 : 1;
  }
  // Clopper and Pearson's intervals miss at most 5 %; five deviations beyond.
  EXPECT_LE(misses, 0.05 * trials + 5 * std::sqrt(0.05 * 0.95 * trials));
}

TEST(ShareDone, IsThatOfTheNearestLimit) {
  const StopRules rules{.networks = 1000, .hits = 10, .seconds = 100.0};
  const PlannedNetworks planned{1000, StopRule::networks};
  const auto share = [&](std::uint64_t hits, std::uint64_t networks, double seconds) {
    return share_done(rules, Proportion{hits, networks}, seconds, networks, planned);
  };
  EXPECT_EQ(share(0, 100, 1.0).share, 0.1);
  EXPECT_EQ(share(0, 100, 1.0).rule, StopRule::networks);
  EXPECT_EQ(share(5, 100, 1.0).share, 0.5);
  EXPECT_EQ(share(5, 100, 1.0).rule, StopRule::hits);
  EXPECT_EQ(share(5, 100, 70.0).share, 0.7);
  EXPECT_EQ(share(5, 100, 700.0).share, 1.0);
  EXPECT_EQ(share(5, 100, 70.0).rule, StopRule::seconds);
}

TEST(DescribeStopRules, NamesThemAll) {
  EXPECT_EQ(describe({.networks = 1'000'000}), "1,000,000 networks");
  EXPECT_EQ(describe({.networks = 1'000'000, .relative_error = 1e-4, .seconds = 60.0}),
            "relative error 0.0001 or 1,000,000 networks or 1 min 00 s, whichever comes first");
}

}  // namespace
}  // namespace census
