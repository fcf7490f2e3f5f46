#include "cuda/questions/regions/approximate.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace census::regions {
namespace {

TEST(Approximate, HasASignWhereZeroIsNotWithinItsError) {
  EXPECT_EQ(sign(Approximate{1.0, 0.5}), Sign::positive);
  EXPECT_EQ(sign(Approximate{-1.0, 0.5}), Sign::negative);
  EXPECT_EQ(sign(Approximate{1.0, 1.0}), Sign::uncertain);
  EXPECT_EQ(sign(Approximate{-1.0, 1.0}), Sign::uncertain);
  EXPECT_EQ(sign(Approximate{0.0, 0.0}), Sign::uncertain);
}

TEST(Approximate, HasNoSignWhereItIsNoNumber) {
  EXPECT_EQ(sign(Approximate{std::nan(""), 0.0}), Sign::uncertain);
  EXPECT_EQ(sign(Approximate{1.0, std::nan("")}), Sign::uncertain);
  EXPECT_EQ(sign(Approximate{HUGE_VAL, HUGE_VAL}), Sign::uncertain);
}

}  // namespace
}  // namespace census::regions
