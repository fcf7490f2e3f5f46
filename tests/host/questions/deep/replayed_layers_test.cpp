#include "host/questions/deep/replayed_layers.hpp"

#include <gtest/gtest.h>

#include "tests/support/death_points.hpp"
#include "tests/support/living_data.hpp"

namespace census {
namespace {

using death::Feature;

TEST(ReplayedLayers, AreTheNetworkOfTheId) {
  for (const Feature feature : {Feature::plain, Feature::dense, Feature::skip}) {
    for (const death::Scheme scheme :
         {death::Scheme::independent, death::Scheme::randomised_asymmetric}) {
      death::Point point = testing::he_normal(2, {3, 5, 1}, 0.5F, feature);
      point.scheme = scheme;
      for (const std::uint64_t id : {std::uint64_t{0}, ~std::uint64_t{0}}) {
        const auto layers = replayed_layers(point, id);
        const auto expected = oracle::draw_layers(point, id);
        ASSERT_EQ(layers.size(), 3U);
        for (std::size_t layer = 0; layer < 3; ++layer) {
          EXPECT_EQ(layers[layer]["weights"], expected[layer].weights) << "layer " << layer;
          EXPECT_EQ(layers[layer]["biases"], expected[layer].biases) << "layer " << layer;
        }
      }
    }
  }
}

TEST(ReplayedLayers, HaveBiasesWhereThePointHas) {
  death::Point point = testing::he_normal(2, {3, 2, 4});
  EXPECT_FALSE(replayed_layers(point, 1)[0].contains("biases"));
  point.bias_scales[1] = 1.0F;
  const auto layers = replayed_layers(point, 1);
  EXPECT_FALSE(layers[0].contains("biases"));
  EXPECT_EQ(layers[1]["biases"].size(), 2U);
  EXPECT_FALSE(layers[2].contains("biases"));
}

TEST(ReplayedLayers, AreNumbersOfBinary32) {
  const auto layers = replayed_layers(testing::he_normal(1, {1}), 3);
  const double weight = layers[0]["weights"][0][0];
  EXPECT_EQ(weight, static_cast<double>(static_cast<float>(weight)));
  EXPECT_EQ(nlohmann::ordered_json::parse(layers.dump()), layers);
}

TEST(ReplayedLayers, CanBeTheLargest) {
  const auto layers = replayed_layers(
      testing::he_normal(death::max_width, std::vector<int>(4, death::max_width)), 1);
  ASSERT_EQ(layers.size(), 4U);
  EXPECT_EQ(layers[3]["weights"].size(), 256U);
  EXPECT_EQ(layers[3]["weights"][255].size(), 256U);
}

}  // namespace
}  // namespace census
