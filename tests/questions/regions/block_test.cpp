#include "cuda/questions/regions/block.hpp"

#include <gtest/gtest.h>

namespace census::regions {
namespace {

TEST(Padded, IsTheLeastNumberOfWholeBlocksThatHoldsACount) {
  EXPECT_EQ(padded(0), 0);
  for (int count = 1; count < 5 * block_size; ++count) {
    EXPECT_EQ(padded(count) % block_size, 0) << count;
    EXPECT_GE(padded(count), count);
    EXPECT_LT(padded(count), count + block_size) << count;
  }
}

}  // namespace
}  // namespace census::regions
