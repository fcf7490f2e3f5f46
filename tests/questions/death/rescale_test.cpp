#include "cuda/questions/death/rescale.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace census::death {
namespace {

TEST(Rescale, PowersOfTwoAreExact) {
  for (int exponent = -126; exponent <= 127; ++exponent) {
    EXPECT_EQ(power_of_two(exponent), std::ldexp(1.0F, exponent));
  }
  EXPECT_EQ(power_of_two(-127), 0.0F);
  EXPECT_EQ(power_of_two(-5000), 0.0F);
  EXPECT_EQ(power_of_two(128), 0x1p+127F);
  EXPECT_EQ(power_of_two(5000), 0x1p+127F);
}

TEST(Rescale, TakesEverySizeToOne) {
  for (const float digits : {1.0F, 1.5F, 0x1.fffffep0F}) {
    for (int exponent = -126; exponent <= 126; ++exponent) {
      const float size = std::ldexp(digits, exponent);
      EXPECT_EQ(exponent_of(size), exponent);
      EXPECT_EQ(size * power_of_two(shift_to_one(size)), digits);
    }
  }
  EXPECT_EQ(shift_to_one(0.0F), 0);
  EXPECT_EQ(0x1p-140F * power_of_two(shift_to_one(0x1p-140F)), 0x1p-13F);
}

TEST(Rescale, LooksAtWhateverIsGreaterWhereLayersReadTheData) {
  // Outputs 2^30 that stand for 2^10, data of size 2^3: the outputs go to 1.
  EXPECT_EQ(shift_to_one(0x1p30F, 20, 8.0F), -30);
  // Outputs 2^30 that stand for 2^-5: the data go to 1, from scale 35 to -3.
  EXPECT_EQ(shift_to_one(0x1p30F, 35, 8.0F), -38);
  // Without outputs, whatever the scale was.
  EXPECT_EQ(shift_to_one(0.0F, -1000, 8.0F), 997);
  EXPECT_EQ(shift_to_one(0.0F, -1000, 0.0F), 1000);
  EXPECT_EQ(shift_to_one(4.0F, 0, 0.0F), -2);
}

}  // namespace
}  // namespace census::death
