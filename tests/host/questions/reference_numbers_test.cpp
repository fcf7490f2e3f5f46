#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/backend.hpp"
#include "host/questions/question.hpp"
#include "host/statistics/sample.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/temporary_directory.hpp"

namespace census {
namespace {

/// What the question says about networks 0, 1, 2, ...: how many are born dead, and their
/// living ratios.
struct Estimate {
  std::uint64_t networks;
  Sample number;
  AveragedCounts measured;
  Theory theory;
};

/// Estimates by all that a user's command goes through: parameters, kernel point, backend, tally.
Estimate estimate(const Parameters& given, std::uint64_t networks) {
  const auto point = find_question("death")->point(given);
  const auto estimator = point->estimator("plain");
  Batch batch = make_cpu_backend(0)
                    ->open(estimator->kernel_point(20241206))
                    ->count({0, testing::networks_here(networks)});
  batch.tally.merge(estimator->resolve(20241206, batch.undecided));
  return {testing::networks_here(networks), estimator->sample(batch.tally),
          std::get<AveragedCounts>(estimator->measures(batch.tally).at(0).sample), point->theory()};
}

double least_share(const AveragedCounts& counts) {
  return static_cast<double>(counts.least) / static_cast<double>(counts.group_order);
}

// Measured by an independent program: 2e5 networks; `layers` counts the output layer. The data are
// the two ends of a line through the origin.
TEST(DeathEstimates, BornDeadOnTheLine) {
  const struct {
    int width, layers;
    double born_dead;
  } measured[] = {{2, 5, .4975}, {2, 10, .8793}, {3, 10, .5803}, {5, 10, .1289}, {5, 20, .3551}};
  for (const auto& [width, layers, expected] : measured) {
    const Estimate found =
        estimate({{"width", width}, {"depth", layers - 1}, {"data", "grid:2"}}, 1'000'000);
    const double p = probability(found.number);
    const double variance = expected * (1 - expected);
    const auto n = static_cast<double>(found.networks);
    EXPECT_NEAR(p, expected, 5 * std::sqrt(variance * (1 / n + 1 / 2e5)))
        << width << ", " << layers;
    const double sigma = std::sqrt(variance / n);
    EXPECT_GE(p, found.theory.lower_bound.value() - 5 * sigma) << width << ", " << layers;
    EXPECT_LE(p, found.theory.upper_bound.value() + 5 * sigma) << width << ", " << layers;
  }
}

/// Ten estimates on as many data sets.
struct OverDataSets {
  double alive = 0.0;
  double ratio = 0.0;
  double alive_spread = 0.0;      ///< variance between data sets
  double ratio_spread = 0.0;      ///< the same
  double network_variance = 0.0;  ///< of the living ratio on one data set
  double least = 1.0;             ///< least living ratio seen
  double networks = 0.0;          ///< on all data sets
};

OverDataSets over_data_sets(Parameters given, std::uint64_t networks) {
  constexpr int sets = 10;
  OverDataSets result;
  double alive_squares = 0.0;
  double ratio_squares = 0.0;
  for (int seed = 1; seed <= sets; ++seed) {
    given["data_seed"] = seed;
    const Estimate found = estimate(given, networks / sets);
    const double alive = 1 - probability(found.number);
    const double ratio = mean(found.measured);
    result.alive += alive;
    result.ratio += ratio;
    alive_squares += alive * alive;
    ratio_squares += ratio * ratio;
    result.network_variance += variance(found.measured);
    result.least = std::min(result.least, least_share(found.measured));
    result.networks += static_cast<double>(found.networks);
  }
  result.alive /= sets;
  result.ratio /= sets;
  result.network_variance /= sets;
  result.alive_spread = (alive_squares - sets * result.alive * result.alive) / (sets - 1);
  result.ratio_spread = (ratio_squares - sets * result.ratio * result.ratio) / (sets - 1);
  return result;
}

// Measured by an independent program: 3000 networks on 256 points of its own. All but the mean
// living ratio depends on the data: they are varied, and how much they matter is part of the error.
TEST(DeathEstimates, LivingRatioOnGaussianData) {
  const struct {
    int width, depth;
    double alive, ratio, flipped_ratio;
  } measured[] = {{3, 10, .445, .257, .862}, {2, 5, .447, .236, .703}};
  for (const auto& expected : measured) {
    Parameters given = {{"inputs", 4}, {"width", expected.width}, {"depth", expected.depth}};
    const OverDataSets drawn = over_data_sets(given, 1'000'000);
    const double both = 1 / drawn.networks + 1 / 3000.0;
    EXPECT_NEAR(drawn.alive, expected.alive,
                5 * std::sqrt(drawn.alive * (1 - drawn.alive) * both + 1.1 * drawn.alive_spread));
    EXPECT_NEAR(drawn.ratio, expected.ratio, 5 * std::sqrt(drawn.network_variance * both));
    EXPECT_NEAR(drawn.ratio, std::pow(1 - std::ldexp(1.0, -expected.width), expected.depth),
                5 * std::sqrt(drawn.network_variance / drawn.networks));
    given["signs"] = "most-living";
    const OverDataSets flipped = over_data_sets(given, 1'000'000);
    EXPECT_EQ(flipped.alive, 1.0);
    EXPECT_NEAR(flipped.ratio, expected.flipped_ratio,
                5 * std::sqrt(flipped.network_variance * both + 1.1 * flipped.ratio_spread));
    EXPECT_GE(flipped.least, std::ldexp(1.0, -expected.depth));
  }
}

TEST(DeathEstimates, OnePointLivesWithTheProbabilityOfTheTheorem) {
  for (const char* init : {"he-normal", "unit-cauchy", "orthogonal"}) {
    for (const char* biases : {"zero", "normal:0.5"}) {
      const Estimate found = estimate({{"inputs", 3},
                                       {"widths", "2,3,1,4"},
                                       {"init", init},
                                       {"biases", biases},
                                       {"data", "gaussian:1"}},
                                      500'000);
      const double dead = 1 - 3.0 / 4 * 7 / 8 * 1 / 2 * 15 / 16;
      EXPECT_LT(std::fabs(z_score(found.number, dead)), 5) << init << ", " << biases;
      EXPECT_EQ(found.theory.value, dead);
    }
  }
}

TEST(DeathEstimates, MeanLivingRatioIsTheProductForEveryDataSet) {
  const TemporaryDirectory directory;
  const std::string cluster = write_file(
      directory / "cluster.csv", "1,1,1\n1,1,1.001\n1,1.001,1\n1.001,1,1\n-5,0,1e-3\n1e6,-1e6,3\n");
  for (const std::string& data : {std::string("gaussian:64"), std::string("ball:64"),
                                  std::string("cube:64"), std::string("grid:4"), cluster}) {
    const Parameters unbiased = {{"inputs", 3}, {"widths", "2,3,2,4"}, {"data", data}};
    const Parameters biased = {{"inputs", 3},
                               {"widths", "3x3"},
                               {"data", data},
                               {"init", "lecun-uniform"},
                               {"biases", "normal:0.5"}};
    Parameters orthogonal = unbiased;
    orthogonal["init"] = "orthogonal";
    const double four_layers = 3.0 / 4 * 7 / 8 * 3 / 4 * 15 / 16;
    EXPECT_LT(std::fabs(z_score(estimate(unbiased, 1'000'000).measured, four_layers)), 5) << data;
    EXPECT_LT(std::fabs(z_score(estimate(orthogonal, 200'000).measured, four_layers)), 5) << data;
    EXPECT_LT(std::fabs(z_score(estimate(biased, 200'000).measured, std::pow(7.0 / 8, 3))), 5)
        << data;
  }
}

// The narrowest networks die most easily; ten million of each.
TEST(DeathEstimates, ChosenSignsNeverLetANetworkDie) {
  for (const int width : {1, 2}) {
    const Estimate found = estimate({{"inputs", 2},
                                     {"width", width},
                                     {"depth", 3},
                                     {"data", "gaussian:9"},
                                     {"signs", "most-living"}},
                                    10'000'000);
    EXPECT_EQ(probability(found.number), 0.0) << width;
    EXPECT_EQ(found.measured.networks, found.networks);
    EXPECT_GE(least_share(found.measured), 1.0 / 8) << width;
    // Each layer keeps half of the points or more: 9, 5, 3, 2. A layer that reads one number per
    // point, positive where the point lives, can keep them all.
    EXPECT_GE(found.measured.least, width == 1 ? 5 : 2);
    EXPECT_EQ(found.theory.value, 0.0);
  }
}

TEST(DeathEstimates, ChosenSignsKeepNetworksOfEveryShapeAlive) {
  for (const char* data : {"gaussian:17", "ball:64", "grid:4"}) {
    for (const int depth : {1, 6, 20}) {
      for (const char* biases : {"zero", "like-weights"}) {
        const Estimate found = estimate({{"inputs", 2},
                                         {"width", 2},
                                         {"depth", depth},
                                         {"biases", biases},
                                         {"data", data},
                                         {"signs", "most-living"}},
                                        50'000);
        EXPECT_EQ(probability(found.number), 0.0) << data << ", " << depth << ", " << biases;
        EXPECT_GE(least_share(found.measured), std::ldexp(1.0, -depth));
      }
    }
  }
}

// Shrinking the data to a point takes the probability to that of one point.
TEST(DeathEstimates, TendToTheBoundAsTheDataShrink) {
  const double bound = 1 - std::pow(3.0 / 4, 5);
  std::vector<double> born_dead;
  const TemporaryDirectory directory;
  for (const double size : {1.0, 0.1, 0.001}) {
    std::string text;
    for (int p = 0; p < 12; ++p) {
      text +=
          std::to_string(1 + size * std::cos(p)) + "," + std::to_string(size * std::sin(p)) + "\n";
    }
    const std::string file = write_file(directory / "a.csv", text);
    born_dead.push_back(probability(
        estimate({{"inputs", 2}, {"width", 2}, {"depth", 5}, {"data", file}}, 1'000'000).number));
  }
  const double sigma =
      std::sqrt(bound * (1 - bound) / static_cast<double>(testing::networks_here(1'000'000)));
  EXPECT_LT(born_dead[0], born_dead[1] - 5 * sigma);
  EXPECT_LT(born_dead[1], born_dead[2] - 5 * sigma);
  EXPECT_LT(born_dead[2], bound + 5 * sigma);
  // One of ten neurons must tell points apart whose angle is at most 0.002; a neuron does so with
  // probability angle / pi, and a layer makes angles smaller on average.
  EXPECT_GT(born_dead[2], bound - 10 * 0.002 / 3.14159 - 5 * sigma);
}

}  // namespace
}  // namespace census
