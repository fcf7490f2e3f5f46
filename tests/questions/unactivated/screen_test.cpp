#include "cuda/questions/unactivated/screen.hpp"

#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "tests/support/networks.hpp"

namespace census::unactivated {
namespace {

SplitSum sum_of(std::initializer_list<float> terms) {
  SplitSum sum;
  for (const float term : terms) sum.add(term, 1.0F);
  return sum;
}

TEST(SplitSum, ProvesOnlyWhatRoundingCannotChange) {
  EXPECT_TRUE(sum_of({1.0F, -0.5F}).certainly_positive());
  EXPECT_FALSE(sum_of({0.5F, -1.0F}).certainly_positive());
  EXPECT_FALSE(sum_of({1.0F, -1.0F}).certainly_positive());
  EXPECT_FALSE(sum_of({1.0F, -1.0F, 0x1p-20F}).certainly_positive());
  EXPECT_TRUE(sum_of({1.0F, -1.0F, 0x1p-15F}).certainly_positive());
  EXPECT_FALSE(sum_of({}).certainly_positive());
  EXPECT_FALSE(sum_of({std::numeric_limits<float>::denorm_min()}).certainly_positive());
}

TEST(SplitSum, ProvesNothingAfterOverflow) {
  SplitSum sum;
  sum.add(1e30F, 1e30F);
  EXPECT_FALSE(sum.certainly_positive());
  sum.add(-1e30F, 1e30F);
  EXPECT_FALSE(sum.certainly_positive());
}

TEST(Screen, ActivatesOnlyWhatTheOracleActivates) {
  for (const float scale : {1.0F, 1e-9F, 1e9F}) {
    Point point = testing::unit_point(2, 4, Distribution::cauchy, 3);
    point.first_biases.scale = scale;
    point.second_weights.scale = 1.0F / scale;
    const Screen<Random123Words, 16> screen{point};
    int settled = 0;
    for (std::uint64_t id = 0; id < 2000; ++id) {
      const Verdict verdict = screen(id);
      if (!is_settled(verdict)) continue;
      ++settled;
      ASSERT_EQ(verdict, testing::oracle_verdict(testing::drawn(point, id))) << scale << " " << id;
    }
    EXPECT_GT(settled, 1000);
  }
}

}  // namespace
}  // namespace census::unactivated
