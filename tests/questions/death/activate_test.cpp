#include "cuda/questions/death/activate.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"

namespace census::death {
namespace {

TEST(NeuronMask, HoldsEveryNeuron) {
  NeuronMask mask;
  for (const int neuron : {0, 63, 64, 200, 255}) {
    EXPECT_FALSE(mask.contains(neuron));
    mask.insert(neuron, false);
    EXPECT_FALSE(mask.contains(neuron));
    mask.insert(neuron, true);
    EXPECT_TRUE(mask.contains(neuron));
  }
  EXPECT_TRUE(mask.contain_all(63, 2));
  EXPECT_FALSE(mask.contain_all(63, 3));
  mask.insert_all();
  EXPECT_TRUE(mask.contain_all(0, 256));
}

TEST(ReluBits, AreZeroUnlessPositive) {
  for (const float z : {0.0F, -0.0F, -1.0F, -1e-45F, -INFINITY}) EXPECT_EQ(relu_bits(z), 0U);
  for (const float z : {1e-45F, 0.5F, 1e30F}) EXPECT_EQ(from_bits(relu_bits(z)), z);
  EXPECT_LT(relu_bits(0.5F), relu_bits(0.75F));
}

// Two neurons at three points; the middle one is not counted.
TEST(Activate, TakesReLUsOfEitherSign) {
  for (const float sign : {1.0F, -1.0F}) {
    std::vector<float> values = {1.0F, 2.0F, -3.0F, -1.0F, 4.0F, -5.0F};
    const std::vector<float> given = values;
    const std::uint32_t mask[3] = {~0U, 0, ~0U};
    float best[3];
    NeuronMask active;
    activate({values.data(), 3}, 2, sign, mask, best, active, 3, SoloTeam{});
    for (std::size_t e = 0; e < 6; ++e) EXPECT_EQ(values[e], std::fmax(0.0F, sign * given[e]));
    for (std::size_t p = 0; p < 3; ++p) EXPECT_EQ(best[p], std::fmax(values[p], values[p + 3]));
    EXPECT_TRUE(active.contains(0));
    EXPECT_EQ(active.contains(1), sign < 0.0F);
  }
}

TEST(AddShortcut, AddsInputsAndFindsTheGreatest) {
  std::vector<float> y = {1.0F, 0.0F, 0.0F, 2.0F};
  const std::vector<float> x = {0.5F, 3.0F, 1.0F, 0.25F};
  float size[2];
  add_shortcut({y.data(), 2}, {x.data(), 2}, 2, size, 2, SoloTeam{});
  EXPECT_EQ(y, (std::vector<float>{1.5F, 3.0F, 1.0F, 2.25F}));
  EXPECT_EQ(size[0], 1.5F);
  EXPECT_EQ(size[1], 3.0F);
}

TEST(FindExtremes, AreThoseOfEachPoint) {
  const std::vector<float> z = {1.0F, -2.0F, -3.0F, 5.0F};
  float least[2];
  float greatest[2];
  find_extremes({z.data(), 2}, 2, least, greatest, 2, SoloTeam{});
  EXPECT_EQ(least[0], -3.0F);
  EXPECT_EQ(greatest[0], 1.0F);
  EXPECT_EQ(least[1], -2.0F);
  EXPECT_EQ(greatest[1], 5.0F);
}

}  // namespace
}  // namespace census::death
