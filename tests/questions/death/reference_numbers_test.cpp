#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/questions/death/count_living.hpp"
#include "cuda/random/random123_words.hpp"
#include "tests/support/death_points.hpp"

namespace census::death {
namespace {

using testing::DataSet;
using testing::LivingRatio;

LivingRatio measure(const Point& point, const DataSet& data, std::uint64_t networks) {
  const CountLiving<Random123Words> functor{point, data.view()};
  return testing::living_ratio(functor.layout(), testing::count_networks(functor, 0, networks));
}

std::vector<int> layers(int width, int depth) {
  return std::vector<int>(static_cast<std::size_t>(depth), width);
}

/// prod (1 - 2^-n_l), the probability that a given point lives.
double one_point(const std::vector<int>& widths) {
  double product = 1;
  for (const int width : widths) product *= 1 - std::ldexp(1.0, -width);
  return product;
}

std::vector<DataSet> data_sets() {
  DataSet grid{{}, 49, 2};
  for (int k = 0; k < 2; ++k) {
    for (int p = 0; p < 49; ++p) {
      grid.values.push_back(static_cast<float>((k == 0 ? p / 7 : p % 7)) - 2.75F);
    }
  }
  DataSet cluster = testing::gaussian_data(30, 5, 1);
  for (float& x : cluster.values) x = 1.0F + x / 1024;
  return {testing::gaussian_data(256, 4, 7),
          grid,
          cluster,
          testing::gaussian_data(1, 3, 1),
          {{1.0F, 1.0F, -1.0F, -1.0F, 2.0F, 2.0F, -2.0F, -2.0F}, 4, 2}};
}

TEST(DeathReferenceNumbers, MeanLivingRatioIsTheProductForEveryDataSet) {
  constexpr double networks = 20'000;
  for (const DataSet& data : data_sets()) {
    for (const float bias_scale : {0.0F, 0.5F}) {
      for (const std::vector<int>& widths : {std::vector{2, 3, 2, 4}, {1}, {3, 3, 3, 3, 3}}) {
        const LivingRatio ratio = measure(testing::he_normal(data.dimension, widths, bias_scale),
                                          data, static_cast<std::uint64_t>(networks));
        EXPECT_NEAR(ratio.mean, one_point(widths), 5 * std::sqrt(ratio.variance / networks))
            << data.points << " points, " << widths.size() << " layers, biases " << bias_scale;
      }
    }
  }
}

// Every law is symmetric about 0, so that the product does not depend on it.
TEST(DeathReferenceNumbers, MeanLivingRatioIsTheProductForEveryLaw) {
  constexpr double networks = 20'000;
  const DataSet data = testing::gaussian_data(20, 3, 2);
  for (const Distribution distribution :
       {Distribution::uniform, Distribution::laplace, Distribution::cauchy,
        Distribution::smoothed_rademacher}) {
    Point point = testing::he_normal(3, {3, 3, 3, 3});
    point.weights = distribution;
    const LivingRatio ratio = measure(point, data, static_cast<std::uint64_t>(networks));
    EXPECT_NEAR(ratio.mean, one_point({3, 3, 3, 3}), 5 * std::sqrt(ratio.variance / networks))
        << static_cast<int>(distribution);
  }
}

// Shortcuts carry a point past every layer but the first; with the data at every layer only the
// last layer matters.
TEST(DeathReferenceNumbers, ShortcutsLeaveOneLayerThatCanKill) {
  constexpr double networks = 20'000;
  const DataSet data = testing::gaussian_data(20, 3, 2);
  const struct {
    Feature feature;
    std::vector<int> widths;
    int layer;
  } cases[] = {{Feature::residual, {3, 3, 3, 3}, 0},
               {Feature::dense, {2, 4, 1, 3}, 0},
               {Feature::skip, {4, 1, 3, 2}, 3}};
  for (const auto& [feature, widths, layer] : cases) {
    const LivingRatio ratio = measure(testing::he_normal(3, widths, 0.25F, feature), data,
                                      static_cast<std::uint64_t>(networks));
    const int width = widths[static_cast<std::size_t>(layer)];
    EXPECT_NEAR(ratio.mean, 1 - std::ldexp(1.0, -width), 5 * std::sqrt(ratio.variance / networks))
        << static_cast<int>(feature);
  }
}

TEST(DeathReferenceNumbers, BoundsHoldOnAnyData) {
  constexpr double networks = 20'000;
  const DataSet data = testing::gaussian_data(64, 4, 3);
  for (const int width : {1, 2, 3}) {
    const std::vector<int> widths = layers(width, 6);
    for (const float bias_scale : {0.0F, 0.5F}) {
      const LivingRatio ratio = measure(testing::he_normal(4, widths, bias_scale), data,
                                        static_cast<std::uint64_t>(networks));
      const double sigma = std::sqrt(ratio.alive * (1 - ratio.alive) / networks);
      EXPECT_GT(ratio.alive, one_point(widths) - 5 * sigma);
      // A layer of non-negative inputs is dead when all its parameters are negative.
      const int signs = width * (width + (bias_scale > 0 ? 1 : 0));
      const double upper = std::pow(1 - std::ldexp(1.0, -signs), 5);
      EXPECT_LT(ratio.alive, upper + 5 * sigma) << width << ", biases " << bias_scale;
    }
  }
}

// Measured by an independent program: 2e5 networks, input line, no biases; `layers` counts the
// output layer.
TEST(DeathReferenceNumbers, BornDeadOnTheLine) {
  const struct {
    int width, layers;
    double born_dead;
  } measured[] = {{2, 5, .4975}, {2, 10, .8793}, {3, 10, .5803}, {5, 10, .1289}, {5, 20, .3551}};
  const DataSet rays{{-1.0F, 1.0F}, 2, 1};
  constexpr double networks = 100'000;
  for (const auto& expected : measured) {
    const LivingRatio ratio =
        measure(testing::he_normal(1, layers(expected.width, expected.layers - 1)), rays,
                static_cast<std::uint64_t>(networks));
    const double p = expected.born_dead;
    const double sigma = std::sqrt(p * (1 - p) * (1 / networks + 1 / 2e5));
    EXPECT_NEAR(1 - ratio.alive, p, 5 * sigma) << expected.width << ", " << expected.layers;
  }
}

// Measured by an independent program: 3000 networks on 256 points of its own.
TEST(DeathReferenceNumbers, LivingRatioOnGaussianData) {
  const struct {
    int width, depth;
    double alive, mean, flipped_mean;
  } measured[] = {{3, 10, .445, .257, .862}, {2, 5, .447, .236, .703}};
  const DataSet data = testing::gaussian_data(256, 4, 2024);
  constexpr double networks = 10'000;
  for (const auto& expected : measured) {
    Point point = testing::he_normal(4, layers(expected.width, expected.depth));
    const double both = 1 / networks + 1 / 3000.0;
    const LivingRatio drawn = measure(point, data, static_cast<std::uint64_t>(networks));
    EXPECT_NEAR(drawn.alive, expected.alive, 5 * std::sqrt(.25 * both));
    EXPECT_NEAR(drawn.mean, expected.mean, 5 * std::sqrt(drawn.variance * both));
    point.sign_rule = SignRule::most_living;
    const LivingRatio flipped = measure(point, data, static_cast<std::uint64_t>(networks));
    EXPECT_NEAR(flipped.mean, expected.flipped_mean, 5 * std::sqrt(flipped.variance * both));
  }
}

TEST(DeathReferenceNumbers, SignFlippingLeavesAtLeastHalfOfThePointsAtEachLayer) {
  for (const DataSet& data : data_sets()) {
    for (const int depth : {1, 3, 8}) {
      for (const int width : {1, 2, 3}) {
        for (const float bias_scale : {0.0F, 0.5F}) {
          Point point = testing::he_normal(data.dimension, layers(width, depth), bias_scale);
          point.sign_rule = SignRule::most_living;
          const LivingRatio ratio = measure(point, data, 2000);
          EXPECT_EQ(ratio.alive, 1.0) << data.points << " points, " << width << " x " << depth;
          EXPECT_GE(ratio.least, std::ldexp(1.0, -depth))
              << data.points << " points, " << width << " x " << depth;
        }
      }
    }
  }
}

// RAI puts a positive parameter into every row: fewer networks are born dead than under He's law.
TEST(DeathReferenceNumbers, RandomisedAsymmetricWeightsDieLess) {
  const DataSet rays{{-1.0F, 1.0F}, 2, 1};
  const Point he = testing::he_normal(1, layers(3, 9));
  Point asymmetric = he;
  asymmetric.scheme = Scheme::randomised_asymmetric;
  for (int layer = 0; layer < 9; ++layer) {
    asymmetric.weight_scales[layer] =
        0.6007F / std::sqrt(static_cast<float>(he.architecture.fan_in(layer)));
  }
  EXPECT_GT(measure(asymmetric, rays, 5000).alive, measure(he, rays, 5000).alive + 0.3);
}

}  // namespace
}  // namespace census::death
