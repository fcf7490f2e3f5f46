#include "cuda/questions/regions/block.hpp"

#include <gtest/gtest.h>

namespace census::regions {
namespace {

TEST(Padded, IsTheLeastNumberOfPairsOfBlocksThatHoldsACount) {
  EXPECT_EQ(padded(0), 0);
  for (int count = 1; count < 5 * block_size; ++count) {
    EXPECT_EQ(padded(count) % (2 * block_size), 0) << count;
    EXPECT_GE(padded(count), count);
    EXPECT_LT(padded(count), count + 2 * block_size) << count;
  }
}

TEST(BlocksOf, IsTheLeastNumberThatHoldsACount) {
  EXPECT_EQ(blocks_of(0), 0);
  for (int count = 1; count < 5 * block_size; ++count) {
    EXPECT_GE(blocks_of(count) * block_size, count);
    EXPECT_LT(blocks_of(count) * block_size, count + block_size) << count;
  }
}

}  // namespace
}  // namespace census::regions
