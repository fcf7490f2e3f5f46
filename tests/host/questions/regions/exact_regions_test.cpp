#include "host/questions/regions/exact_regions.hpp"

#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/campaign.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

ExactLayer layer(const std::vector<std::vector<double>>& rows) {
  ExactLayer result;
  for (const auto& row : rows) {
    result.biases.emplace_back(row.back());
    result.weights.emplace_back();
    for (std::size_t k = 0; k + 1 < row.size(); ++k) result.weights.back().emplace_back(row[k]);
  }
  return result;
}

ExactDomain domain(Extent extent) {
  return draw_exactly(testing::region_point(2, {1}, extent), 0).domain;
}

RegionCount count(const std::vector<ExactLayer>& layers, Extent extent) {
  return count_exactly(layers, domain(extent));
}

TEST(ExactRegions, CountsWhatCanBeSeen) {
  // Two lines that cross, two that are parallel, and one twice.
  const auto crossing = count({layer({{1, 0, 0.5}, {0, 1, 0.5}})}, Extent::plane);
  EXPECT_EQ(crossing.regions, 4U);
  EXPECT_EQ(crossing.unbounded, 4U);
  EXPECT_FALSE(crossing.degenerate);
  const auto parallel = count({layer({{1, 0, 0}, {1, 0, -1}})}, Extent::plane);
  EXPECT_EQ(parallel.regions, 3U);
  EXPECT_FALSE(parallel.degenerate);
  const auto repeated = count({layer({{1, 0, 1}, {-2, 0, -2}})}, Extent::plane);
  EXPECT_EQ(repeated.regions, 2U);
  EXPECT_TRUE(repeated.degenerate);
}

TEST(ExactRegions, SaysWhereThreeLinesMeetOrACornerIsHit) {
  const auto three = count({layer({{1, 0, -1}, {0, 1, -1}, {1, 1, -2}})}, Extent::plane);
  EXPECT_EQ(three.regions, 6U);
  EXPECT_TRUE(three.degenerate);
  const auto nearly = count({layer({{1, 0, -1}, {0, 1, -1}, {1, 1, -2 - 0x1p-50}})}, Extent::plane);
  EXPECT_EQ(nearly.regions, 7U);
  EXPECT_EQ(nearly.regions - nearly.unbounded, 1U);
  EXPECT_FALSE(nearly.degenerate);
  // The square's corner is (3, 3): touched, cut through, and just cut off.
  EXPECT_EQ(count({layer({{1, 1, -6}})}, Extent::polygon).regions, 1U);
  EXPECT_TRUE(count({layer({{1, 1, -6}})}, Extent::polygon).degenerate);
  EXPECT_EQ(count({layer({{1, -1, 0.0}, {0, 1, 0.25}})}, Extent::polygon).regions, 4U);
  EXPECT_TRUE(count({layer({{1, -1, 0.0}, {0, 1, 0.25}})}, Extent::polygon).degenerate);
  EXPECT_EQ(count({layer({{1, 1, -6 + 0x1p-50}})}, Extent::polygon).regions, 2U);
  EXPECT_FALSE(count({layer({{1, 1, -6 + 0x1p-50}})}, Extent::polygon).degenerate);
}

TEST(ExactRegions, CommonOriginIsNoTieWithoutBiases) {
  const ExactLayer central = layer({{1, 0, 0}, {0, 1, 0}, {1, 1, 0}});
  const ExactLayer second = layer({{1, -1, 2, 0}, {-3, 1, 1, 0}});
  const auto found = count({central, second}, Extent::plane);
  EXPECT_FALSE(found.degenerate);
  EXPECT_EQ(found.after_layer[0], 6U);
  // Biases further up leave the first layer's lines through the origin as they are.
  EXPECT_FALSE(count({central, layer({{1, -1, 2, 7}, {-3, 1, 1, -5}})}, Extent::plane).degenerate);
  // One neuron on: the second layer is a multiple of it, and 0 on its line.
  EXPECT_FALSE(count({layer({{1, 2, 2.5}}), layer({{2, 0}, {-1, 0}})}, Extent::polygon).degenerate);
  EXPECT_TRUE(count({layer({{1, 1, 0}, {2, 2, 0}})}, Extent::plane).degenerate);
}

TEST(ExactRegions, DeadLayersAndZeroPreActivationsDivideNothing) {
  const ExactLayer dead = layer({{0, 0, -1}, {0, 0, 0}});
  const auto found = count({dead, layer({{1, 2, 3}, {1, 1, 0}})}, Extent::plane);
  EXPECT_EQ(found.regions, 1U);
  EXPECT_EQ(found.unbounded, 1U);
  EXPECT_EQ(found.crossings[0] + found.crossings[1], 0U);
  EXPECT_FALSE(found.degenerate);
  // x > 0 is on in half of the plane, where alone the second layer sees anything.
  const auto half = count({layer({{1, 0, 0}}), layer({{1, -1}, {-1, 2}})}, Extent::plane);
  EXPECT_EQ(half.regions, 4U);
  EXPECT_EQ(half.after_layer[0], 2U);
  EXPECT_EQ(half.crossings[1], 2U);
}

TEST(ExactRegions, LinesAreDividedAtTheirBreakpoints) {
  const std::vector<ExactLayer> tent{layer({{1, 0, 1}, {1, 0, 0}, {1, 0, -1}}),
                                     layer({{1, -2, 1, -0.5}})};
  EXPECT_EQ(count(tent, Extent::line).regions, 6U);
  EXPECT_EQ(count(tent, Extent::line).unbounded, 2U);
  EXPECT_EQ(count(tent, Extent::segment).regions, 6U);
  EXPECT_EQ(count(tent, Extent::segment).unbounded, 0U);
  EXPECT_FALSE(count(tent, Extent::segment).degenerate);
  EXPECT_TRUE(count({layer({{1, 0, -3}})}, Extent::segment).degenerate);
  EXPECT_EQ(count({layer({{1, 0, -3}})}, Extent::segment).regions, 1U);
}

TEST(ExactRegions, AgreeWithTheOracleOnTies) {
  std::mt19937_64 engine(9);
  for (const Extent extent : {Extent::segment, Extent::line, Extent::polygon, Extent::plane}) {
    for (const auto& widths : {std::vector<int>{5}, {1, 3}, {2, 3, 2}}) {
      const Point point = testing::region_point(2, widths, extent);
      for (int trial = 0; trial < 40 * testing::campaign_factor(); ++trial) {
        auto layers = testing::integer_layers(engine, point, 1 + trial % 3);
        if (trial % 5 == 0) layers = testing::repeat_rows(std::move(layers));
        const ExactNetwork network{layers, domain(extent)};
        ASSERT_EQ(testing::difference(count_exactly(network.layers, network.domain),
                                      testing::oracle_count(network)),
                  "")
            << "extent " << static_cast<int>(extent) << ", trial " << trial;
      }
    }
  }
}

// The order of neurons within a layer and positive factors of rows change nothing.
TEST(ExactRegions, AreInvariantUnderPermutationsAndPositiveFactors) {
  std::mt19937_64 engine(10);
  const Point point = testing::region_point(2, {4, 3}, Extent::plane);
  for (int trial = 0; trial < 50; ++trial) {
    auto layers = testing::integer_layers(engine, point, 3);
    const RegionCount before = count(layers, Extent::plane);
    std::swap(layers[0].weights[0], layers[0].weights[2]);
    std::swap(layers[0].biases[0], layers[0].biases[2]);
    for (auto& row : layers[1].weights) std::swap(row[0], row[2]);
    for (Rational& weight : layers[1].weights[1]) {
      weight = multiply_add(Rational(3.0), weight, Rational());
    }
    layers[1].biases[1] = multiply_add(Rational(3.0), layers[1].biases[1], Rational());
    EXPECT_EQ(count(layers, Extent::plane), before) << trial;
  }
}

}  // namespace
}  // namespace census::regions
