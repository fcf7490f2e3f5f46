#include "cuda/questions/unactivated/network.hpp"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/questions/unactivated/drawn_network.hpp"
#include "tests/support/networks.hpp"

namespace census::unactivated {
namespace {

TEST(WordLayout, GivesEachParameterAWordOfItsOwn) {
  for (const int n0 : {1, 3, 8}) {
    for (const int n1 : {1, 5, 64}) {
      const WordLayout layout(n1);
      std::set<std::uint32_t> words{layout.second_bias()};
      for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(n1); ++i) {
        words.insert(layout.second_weights() + i);
        words.insert(layout.first_biases() + i);
        for (int k = 0; k < n0; ++k) words.insert(layout.first_weights(k) + i);
      }
      EXPECT_EQ(words.size(), static_cast<std::size_t>(n1 * (n0 + 2) + 1));
      EXPECT_EQ(*words.rbegin() + 1, layout.total(n0));
    }
  }
}

TEST(DrawNetwork, IsTheNetworkThatReplayDraws) {
  Point point = testing::unit_point(3, 11, Distribution::cauchy, 99);
  point.second_weights.scale = 0.25F;
  point.first_biases = {Distribution::uniform, 7.0F};
  for (const std::uint64_t id : {0ULL, 1ULL, 1ULL << 33, ~0ULL}) {
    const auto network = draw_network<Random123Words, 3, 16>(point, id);
    const DrawnNetwork again = draw(point, id);
    EXPECT_EQ(network.second.bias, again.second_bias);
    for (std::size_t i = 0; i < 11; ++i) {
      EXPECT_EQ(network.second.weights[i], again.second_weights[i]);
      EXPECT_EQ(network.first_biases[i], again.first_biases[i]);
      EXPECT_EQ(contains(network.second.negative, static_cast<int>(i)),
                again.second_weights[i] < 0);
      for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(network.first_weights[k][i], again.first_weights[i][k]);
      }
    }
  }
}

TEST(DrawNetwork, IsPinned) {
  // The numbers of a network are a promise: a stored seed and id must name the same one for ever.
  const DrawnNetwork network = draw(testing::unit_point(2, 3, Distribution::normal, 42), 7);
  const std::vector<std::vector<float>> weights = {{0x1.e06402p-1F, 0x1.a5ad6ep-2F},
                                                   {0x1.0fbba6p+0F, -0x1.d2ce1ap-2F},
                                                   {-0x1.421e9p-3F, -0x1.68845ap+0F}};
  EXPECT_EQ(network.first_weights, weights);
  EXPECT_EQ(network.second_bias, 0x1.e7348cp-3F);
}

}  // namespace
}  // namespace census::unactivated
