#include "cuda/bits.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(Bits, AgreeWithALoopOverThem) {
  for (const std::uint64_t word :
       {0x1ULL, 0x8000000000000000ULL, 0xffffffffffffffffULL, 0x00ff00f000000100ULL, 0x6ULL}) {
    int ones = 0;
    int lowest = 64;
    int highest = -1;
    for (int i = 0; i < 64; ++i) {
      if ((word >> i & 1) == 0) continue;
      ++ones;
      lowest = std::min(lowest, i);
      highest = i;
    }
    EXPECT_EQ(count_ones(word), ones);
    EXPECT_EQ(lowest_one(word), lowest);
    EXPECT_EQ(highest_one(word), highest);
  }
  EXPECT_EQ(count_ones(0), 0);
}

}  // namespace
}  // namespace census
