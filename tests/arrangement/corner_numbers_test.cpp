#include "cuda/arrangement/corner_numbers.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(CornerNumbers, CountSubsetsOfRows) {
  EXPECT_EQ(corner_numbers(1, 3).rays, 2U);
  EXPECT_EQ(corner_numbers(1, 3).vertices, 3U);
  EXPECT_EQ(corner_numbers(3, 5).rays, 20U);
  EXPECT_EQ(corner_numbers(3, 5).vertices, 10U);
  EXPECT_EQ(corner_numbers(8, 64).vertices, 4'426'165'368U);
  EXPECT_EQ(corner_numbers(4, 3).all(), 0U);
}

}  // namespace
}  // namespace census
