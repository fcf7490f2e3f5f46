#include "cuda/questions/unactivated/sign_group.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/networks.hpp"

namespace census::unactivated {
namespace {

TEST(SignGroup, HasTwoToItsBitsPatterns) {
  EXPECT_EQ((SignGroup{3, 0}).order(), 16U);
  EXPECT_EQ((SignGroup{3, 3}).order(), 128U);
  EXPECT_EQ((SignGroup{0, 0}).order(), 2U);
}

TEST(FlippedNeurons, AreAllWhereAllAreAskedForAndNoneWhereNone) {
  const Point point = testing::unit_point(2, 5, Distribution::normal, 1);
  const FlippedNeurons flipped = flipped_neurons<Random123Words>({point, {5, 0}}, 7);
  EXPECT_EQ(flipped.signs, all_neurons(5));
  EXPECT_EQ(flipped.orientations, 0U);
}

TEST(FlippedNeurons, AreEverySubsetOfTheirSizeEquallyOften) {
  const Point point = testing::unit_point(2, 5, Distribution::normal, 1);
  const int networks = 40'000;
  std::vector<int> signs(32);
  std::vector<int> orientations(32);
  int disjoint = 0;
  for (int id = 0; id < networks; ++id) {
    const FlippedNeurons flipped =
        flipped_neurons<Random123Words>({point, {2, 3}}, static_cast<std::uint64_t>(id));
    ASSERT_EQ(size(flipped.signs), 2);
    ASSERT_EQ(size(flipped.orientations), 3);
    ++signs[flipped.signs];
    ++orientations[flipped.orientations];
    if ((flipped.signs & flipped.orientations) == 0) ++disjoint;
  }
  const auto expect_uniform = [&](const std::vector<int>& counts) {
    for (const int count : counts) {
      if (count == 0) continue;
      EXPECT_NEAR(count, networks / 10, 5 * std::sqrt(networks * 0.09));
    }
    EXPECT_EQ(std::count_if(counts.begin(), counts.end(), [](int n) { return n > 0; }), 10);
  };
  expect_uniform(signs);
  expect_uniform(orientations);
  // The two choices are independent: disjoint with probability 1 / C(5, 2).
  EXPECT_NEAR(disjoint, networks / 10, 5 * std::sqrt(networks * 0.09));
}

}  // namespace
}  // namespace census::unactivated
