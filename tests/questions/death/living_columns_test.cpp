#include "cuda/questions/death/living_columns.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"
#include "cuda/questions/death/padded_data.hpp"

namespace census::death {
namespace {

/// One input x_p = p - 2 at points 0, ..., 4, and neurons relu(x), relu(-x), both times `size`.
struct Line {
  std::size_t stride = padded_stride(5);
  std::vector<float> inputs = std::vector<float>(stride);
  std::vector<float> outputs = std::vector<float>(2 * stride);
  std::vector<float> best = std::vector<float>(stride);
  std::vector<float> scale = std::vector<float>(stride);
  std::vector<std::int32_t> exponent = std::vector<std::int32_t>(stride);
  LivingColumns columns{5, true, best.data(), scale.data(), exponent.data()};

  Line() {
    for (int p = 0; p < 5; ++p) {
      const auto at = static_cast<std::size_t>(p);
      inputs[at] = static_cast<float>(p - 2);
      scale[at] = static_cast<float>(p);
      exponent[at] = -p;
    }
  }

  LayerPass pass(float first, float second) {
    const float weights[2] = {first, second};
    LayerSums layer(2);
    layer.add(weights, {inputs.data(), stride}, 1);
    return pass_layer(layer, {outputs.data(), stride}, columns, SoloTeam{});
  }
};

TEST(LivingColumns, MoveUpWhereAPointDies) {
  Line line;
  const LayerPass pass = line.pass(1.0F, -1.0F);
  // Point 2 is the origin; columns 2 and 3 are points 3 and 4.
  ASSERT_EQ(line.columns.count, 4);
  const float first[4] = {0.0F, 0.0F, 1.0F, 2.0F};
  const float second[4] = {2.0F, 1.0F, 0.0F, 0.0F};
  const int point[4] = {0, 1, 3, 4};
  for (std::size_t c = 0; c < 4; ++c) {
    EXPECT_EQ(line.outputs[c], first[c]);
    EXPECT_EQ(line.outputs[line.stride + c], second[c]);
    EXPECT_EQ(line.scale[c], static_cast<float>(point[c]));
    EXPECT_EQ(line.exponent[c], -point[c]);
  }
  EXPECT_TRUE(pass.active.contain_all(0, 2));
  EXPECT_FALSE(pass.far);
}

TEST(LivingColumns, TellActiveNeuronsAndSizesFarFromOne) {
  Line one_sided;
  const LayerPass half = one_sided.pass(1.0F, 0.5F);
  EXPECT_EQ(one_sided.columns.count, 2);
  EXPECT_TRUE(half.active.contain_all(0, 2));
  Line silent;
  const LayerPass first_alone = silent.pass(1.0F, 0.0F);
  EXPECT_TRUE(first_alone.active.contains(0));
  EXPECT_FALSE(first_alone.active.contains(1));
  Line dead;
  EXPECT_EQ(dead.pass(0.0F, 0.0F).active.words[0], 0U);
  EXPECT_EQ(dead.columns.count, 0);
  Line large;
  EXPECT_TRUE(large.pass(greatest_size, 0.0F).far);
  Line small;
  EXPECT_TRUE(small.pass(least_size / 4, 0.0F).far);
}

}  // namespace
}  // namespace census::death
