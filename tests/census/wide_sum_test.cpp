#include "cuda/census/wide_sum.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(WideSum, CarriesBeyond128Bits) {
  const Wide largest = ~Wide{0};
  WideSum sum;
  sum.add(largest);
  sum.add(largest);
  sum.add(5);
  EXPECT_EQ(to_integer(sum), (Integer(1) << 129) + 3);
  WideSum doubled = sum;
  doubled.merge(sum);
  EXPECT_EQ(to_integer(doubled), (Integer(1) << 130) + 6);
}

TEST(WideSum, HoldsSquaresOfTheGreatestCounts) {
  WideSum sum;
  const Wide count = std::uint64_t{1} << 62;
  for (int i = 0; i < 1000; ++i) sum.add(count * count);
  EXPECT_EQ(to_integer(sum), (Integer(1) << 124) * 1000);
}

}  // namespace
}  // namespace census
