#include "cuda/questions/death/layer_parameters.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"
#include "cuda/random/random123_words.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/living_data.hpp"

namespace census::death {
namespace {

void expect_drawn_as_the_oracle(const Point& point, std::uint64_t id) {
  std::vector<float> memory(LayerParameters<Random123Words>::memory_size(point.architecture));
  LayerParameters<Random123Words> parameters(point, id, memory.data());
  int layer = 0;
  for (const oracle::Layer& expected : oracle::draw_layers(point, id)) {
    parameters.draw_next(SoloTeam{});
    const std::size_t width = expected.weights.size();
    for (std::size_t i = 0; i < width; ++i) {
      for (std::size_t k = 0; k < expected.weights[i].size(); ++k) {
        ASSERT_EQ(parameters.weights()[k * width + i], expected.weights[i][k])
            << "layer " << layer << ", neuron " << i << ", input " << k;
      }
      if (point.has_biases(layer)) {
        ASSERT_EQ(parameters.biases()[i], expected.biases[i]) << "layer " << layer;
      }
    }
    ++layer;
  }
}

TEST(LayerParameters, AreTheWordsOfTheLayout) {
  for (const Feature feature : {Feature::plain, Feature::dense, Feature::skip}) {
    for (const Scheme scheme : {Scheme::independent, Scheme::randomised_asymmetric}) {
      for (const float bias_scale : {0.0F, 0.5F}) {
        Point point = testing::he_normal(5, {3, 70, 1, 256, 2}, bias_scale, feature);
        point.scheme = scheme;
        expect_drawn_as_the_oracle(point, 17);
      }
    }
  }
}

TEST(LayerParameters, HaveTheSameWeightsWithAndWithoutBiases) {
  const Point with = testing::he_normal(2, {3, 4}, 1.0F);
  const Point without = testing::he_normal(2, {3, 4}, 0.0F);
  const auto drawn = oracle::draw_layers(with, 5);
  const auto unbiased = oracle::draw_layers(without, 5);
  for (std::size_t layer = 0; layer < 2; ++layer) {
    EXPECT_EQ(drawn[layer].weights, unbiased[layer].weights);
  }
}

// Beta(2, 1): mean 2/3, variance 1/18; each of the fan_in + 1 entries equally often.
TEST(LayerParameters, ReplacementsHaveTheirLaw) {
  constexpr int draws = 20'000;
  std::vector<int> entries(4);
  double sum = 0;
  for (int neuron = 0; neuron < draws; ++neuron) {
    const Replacement replacement = draw_replacement<Random123Words>(1, 2, neuron, 3);
    ASSERT_GE(replacement.value, 0.0F);
    ASSERT_LE(replacement.value, 1.0F);
    ++entries.at(static_cast<std::size_t>(replacement.entry));
    sum += replacement.value;
  }
  EXPECT_NEAR(sum / draws, 2.0 / 3, 5 * std::sqrt(1.0 / 18 / draws));
  for (const int count : entries) EXPECT_NEAR(count, draws / 4.0, 5 * std::sqrt(draws * 3.0 / 16));
}

}  // namespace
}  // namespace census::death
