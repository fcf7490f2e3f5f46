#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
#include "host/questions/unactivated/estimators.hpp"
#include "host/statistics/sample.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/networks.hpp"

namespace census::unactivated {
namespace {

double unactivated_share(const Point& point, std::uint64_t networks) {
  static const auto backend = make_cpu_backend(0);
  const Tally tally = backend->open(point)->count({0, networks}).tally;
  return static_cast<double>(tally.at("tally", "unactivated")) / static_cast<double>(networks);
}

double theorem(int n0, int n1) {
  const double base = std::ldexp(1.0, -(n1 + 1));
  return n1 <= n0 ? base : base + std::ldexp(1.0, -2 * n1);
}

TEST(ReferenceNumbers, TheoremHoldsForEveryDistribution) {
  constexpr std::uint64_t networks = testing::networks_here(400'000);
  for (const Distribution distribution : testing::every_distribution) {
    for (int n0 = 1; n0 <= 5; ++n0) {
      for (int n1 = 1; n1 <= n0 + 1; ++n1) {
        const double p = theorem(n0, n1);
        const double sigma = std::sqrt(p * (1 - p) / double{networks});
        EXPECT_NEAR(unactivated_share(testing::unit_point(n0, n1, distribution, 1), networks), p,
                    5 * sigma)
            << "n0 = " << n0 << ", n1 = " << n1 << ", distribution "
            << static_cast<int>(distribution);
      }
    }
  }
}

TEST(ReferenceNumbers, UnitNormalBeyondTheTheorem) {
  // Measured by an independent double-precision program, with one standard error.
  const struct {
    int n0, n1;
    double probability, error;
  } measured[] = {{1, 3, 0.160324, 0.000037}, {2, 4, 0.058454, 0.000015}, {1, 8, 0.14078, 0.00035},
                  {2, 8, 0.04247, 0.00020},   {3, 8, 0.01408, 0.00019},   {4, 8, 0.00550, 0.00010},
                  {1, 64, 0.14300, 0.00055}};
  for (const auto& expected : measured) {
    const std::uint64_t networks = testing::networks_here(expected.n1 == 64 ? 100'000 : 1'000'000);
    const double p = expected.probability;
    const double sigma =
        std::hypot(expected.error, std::sqrt(p * (1 - p) / static_cast<double>(networks)));
    EXPECT_NEAR(
        unactivated_share(testing::unit_point(expected.n0, expected.n1, Distribution::normal, 2),
                          networks),
        p, 5 * sigma)
        << "n0 = " << expected.n0 << ", n1 = " << expected.n1;
  }
}

/// The moments of K / group order over the first networks of a point.
AveragedCounts averaged(const Point& point, SignGroup group, std::uint64_t networks) {
  static const auto backend = make_cpu_backend(0);
  const Batch batch = backend->open(AveragedPoint{point, group})->count({0, networks});
  EXPECT_TRUE(batch.undecided.empty());
  return std::get<AveragedCounts>(
      make_estimator(point, "", group.orientation_bits > 0 ? "orbit" : "signs")
          ->sample(batch.tally));
}

TEST(ReferenceNumbers, EveryNetworkOfTheOrbitGivesTheTheoremsValue) {
  for (const Distribution distribution : testing::every_distribution) {
    for (int n0 = 1; n0 <= 8; ++n0) {
      for (int n1 = 1; n1 <= n0 + 1; ++n1) {
        const AveragedCounts counts =
            averaged(testing::unit_point(n0, n1, distribution, 4), {n1, n1}, 1000);
        const Integer order = counts.group_order;
        Integer expected = order >> (n1 + 1);
        if (n1 == n0 + 1) expected += order >> (2 * n1);
        EXPECT_EQ(counts.least, expected) << "n0 = " << n0 << ", n1 = " << n1;
        EXPECT_EQ(counts.greatest, expected) << "n0 = " << n0 << ", n1 = " << n1;
        EXPECT_EQ(counts.networks, 1000U);
      }
    }
  }
}

TEST(ReferenceNumbers, TheOrbitReducesTheVarianceAsMeasuredBefore) {
  // Variance of plain counting over that of the estimator, by an independent program.
  const struct {
    int n0, n1;
    bool orientations;
    double gain;
    std::uint64_t networks;
  } measured[] = {{1, 3, true, 5e3, 50'000},    {2, 4, true, 1.2e4, 50'000},
                  {3, 5, true, 7e4, 30'000},    {4, 6, true, 4.7e5, 30'000},
                  {5, 7, true, 3.6e6, 20'000},  {6, 7, false, 1.5e4, 400'000},
                  {6, 8, false, 5.5e3, 400'000}};
  for (const auto& expected : measured) {
    const AveragedCounts counts =
        averaged(testing::unit_point(expected.n0, expected.n1, Distribution::normal, 5),
                 {expected.n1, expected.orientations ? expected.n1 : 0}, expected.networks);
    EXPECT_NEAR(variance_gain(counts) / expected.gain, 1.0, 0.2)
        << "n0 = " << expected.n0 << ", n1 = " << expected.n1;
  }
}

TEST(ReferenceNumbers, EstimatorsAgree) {
  for (const auto& [n0, n1] : {std::pair{1, 3}, {1, 5}, {2, 4}, {2, 6}, {3, 5}}) {
    const Point point = testing::unit_point(n0, n1, Distribution::laplace, 6);
    const auto backend = make_cpu_backend(0);
    std::vector<Sample> samples;
    for (const char* name : {"plain", "signs", "signs:2", "orbit", "orbit:2:1", "orbit:1:2"}) {
      const auto estimator = make_estimator(point, "agree", name);
      const std::uint64_t networks = std::string(name) == "plain" ? 2'000'000 : 20'000;
      samples.push_back(
          estimator->sample(backend->open(estimator->kernel_point(1))->count({0, networks}).tally));
    }
    for (const Sample& a : samples) {
      for (const Sample& b : samples) {
        const double error = std::hypot(standard_error(a), standard_error(b));
        EXPECT_NEAR(probability(a), probability(b), 5 * error) << "n0 = " << n0 << ", n1 = " << n1;
      }
    }
  }
}

TEST(ReferenceNumbers, ADominatingSecondBiasHasItsFormula) {
  // n0 = 1: P = 1/8 + 2^-(n1 + 2) as the scale of c grows.
  for (const int n1 : {3, 5}) {
    Point point = testing::unit_point(1, n1, Distribution::normal, 8);
    point.second_biases.scale = 1e6F;
    const AveragedCounts counts = averaged(point, {n1, n1}, 4000);
    EXPECT_NEAR(mean(counts), 0.125 + std::ldexp(1.0, -(n1 + 2)), 1e-5);
  }
}

TEST(ReferenceNumbers, DependOnTheShapeOfTheDistribution) {
  const struct {
    Distribution distribution;
    int n0, n1;
    double probability, error;
  } measured[] = {{Distribution::uniform, 1, 3, 0.159365, 0.000082},
                  {Distribution::uniform, 2, 4, 0.058203, 0.000096},
                  {Distribution::cauchy, 1, 3, 0.161564, 0.000082},
                  {Distribution::cauchy, 2, 4, 0.058743, 0.000096}};
  constexpr std::uint64_t networks = 2'000'000;
  for (const auto& expected : measured) {
    const double p = expected.probability;
    const double sigma = std::hypot(expected.error, std::sqrt(p * (1 - p) / double{networks}));
    EXPECT_NEAR(
        unactivated_share(testing::unit_point(expected.n0, expected.n1, expected.distribution, 3),
                          networks),
        p, 5 * sigma);
  }
}

TEST(ReferenceNumbers, DependOnTheScaleOfTheSecondBias) {
  const struct {
    float scale;
    double probability;
  } measured[] = {{0.25F, 0.1441}, {1.0F, 0.1404}, {4.0F, 0.1322}, {100.0F, 0.1265}};
  constexpr std::uint64_t networks = 500'000;
  for (const auto& expected : measured) {
    Point point = testing::unit_point(1, 8, Distribution::normal, 4);
    point.second_biases.scale = expected.scale;
    const double p = expected.probability;
    EXPECT_NEAR(unactivated_share(point, networks), p,
                5 * std::hypot(0.0006, std::sqrt(p * (1 - p) / double{networks})))
        << "scale " << expected.scale;
  }
}

}  // namespace
}  // namespace census::unactivated
