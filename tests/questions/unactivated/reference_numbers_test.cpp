#include <cmath>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
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
  constexpr std::uint64_t networks = 400'000;
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
    const std::uint64_t networks = expected.n1 == 64 ? 100'000 : 1'000'000;
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
