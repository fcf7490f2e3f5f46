#include "cuda/questions/trainability/bias_through_data.hpp"

#include <cmath>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"

namespace census::trainability {
namespace {

TEST(BiasThroughData, NextAboveIsTheNextNumber) {
  for (const float x : {0.0F, -0.0F, 1.0F, -1.0F, 0x1p-149F, -0x1p-149F, 3.5F, -0x1p-126F}) {
    EXPECT_EQ(next_above(x), std::nextafter(x, HUGE_VALF)) << x;
  }
}

TEST(BiasThroughData, LeavesAPositivePreActivation) {
  std::mt19937_64 rng(3);
  std::normal_distribution<float> normal;
  for (int trial = 0; trial < 10'000; ++trial) {
    const float product = normal(rng);
    const float offset = std::ldexp(normal(rng), -(trial % 60));
    const float bias = bias_beside(product, offset);
    ASSERT_GT(product + bias, 0.0F);
    ASSERT_NEAR(product + bias, std::fabs(offset), 1.2e-7 * (std::fabs(product) + std::fabs(bias)));
  }
}

TEST(BiasThroughData, DrawsEveryPointOfTheDataSet) {
  std::set<int> drawn;
  for (int neuron = 0; neuron < 200; ++neuron) {
    const int p = draw_data_point<Random123Words>(1, 2, neuron, 7);
    ASSERT_GE(p, 0);
    ASSERT_LT(p, 7);
    drawn.insert(p);
  }
  EXPECT_EQ(drawn.size(), 7U);
}

}  // namespace
}  // namespace census::trainability
