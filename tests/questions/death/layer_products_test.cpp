#include "cuda/questions/death/layer_products.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"
#include "cuda/questions/death/padded_data.hpp"
#include "tests/support/thread_team.hpp"

namespace census::death {
namespace {

std::size_t size(int a, int b) { return static_cast<std::size_t>(a) * static_cast<std::size_t>(b); }

struct Part {
  int inputs;
  std::vector<float> weights;
  std::vector<float> rows;
};

// Every number of neurons that go together, parts one after the other, teams of any size, against
// the sum as it is defined. The same bits: the order of the operations is part of the network.
TEST(LayerProducts, AreFusedMultiplyAddsInTheOrderOfTheInputs) {
  std::mt19937_64 rng(4);
  std::normal_distribution<float> normal;
  for (int width = 1; width <= 13; ++width) {
    for (int number = 1; number <= 3; ++number) {
      for (const int points : {1, 7, 32, 35}) {
        const std::size_t stride = padded_stride(points);
        std::vector<Part> parts;
        for (int i = 0; i < number; ++i) {
          const int inputs = 1 + static_cast<int>(rng() % 9);
          parts.push_back({inputs, std::vector<float>(size(width, inputs)),
                           std::vector<float>(static_cast<std::size_t>(inputs) * stride)});
          for (float& x : parts.back().weights) x = normal(rng);
          for (float& x : parts.back().rows) x = normal(rng);
        }
        LayerSums layer(width);
        for (const Part& part : parts) {
          layer.add(part.weights.data(), {part.rows.data(), stride}, part.inputs);
        }
        std::vector<float> alone(static_cast<std::size_t>(width) * stride);
        std::vector<float> together = alone;
        sum_products(layer, {alone.data(), stride}, points, SoloTeam{});
        testing::run_as_team<bool>(3, [&](const testing::ThreadTeam& team) {
          sum_products(layer, {together.data(), stride}, points, team);
          return true;
        });
        for (int i = 0; i < width; ++i) {
          for (int p = 0; p < points; ++p) {
            float expected = 0.0F;
            for (const Part& part : parts) {
              for (int k = 0; k < part.inputs; ++k) {
                expected = std::fma(
                    part.weights[size(k, width) + static_cast<std::size_t>(i)],
                    part.rows[static_cast<std::size_t>(k) * stride + static_cast<std::size_t>(p)],
                    expected);
              }
            }
            const auto at = static_cast<std::size_t>(i) * stride + static_cast<std::size_t>(p);
            ASSERT_EQ(alone[at], expected) << width << ", neuron " << i << ", point " << p;
            ASSERT_EQ(together[at], expected) << width << ", neuron " << i << ", point " << p;
          }
        }
      }
    }
  }
}

TEST(LayerProducts, NeverLeaveOneNeuronBesideMany) {
  for (int width = 1; width <= 256; ++width) {
    int i = 0;
    while (i < width) {
      const int neurons = neurons_at_once(width - i);
      EXPECT_GE(neurons, width < 3 ? width : 2) << width;
      EXPECT_LE(neurons, 5);
      i += neurons;
    }
    EXPECT_EQ(i, width);
  }
}

}  // namespace
}  // namespace census::death
