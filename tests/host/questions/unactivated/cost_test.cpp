#include "host/questions/unactivated/cost.hpp"

#include <bit>
#include <cstdint>

#include <gtest/gtest.h>

namespace census::unactivated {
namespace {

/// Counts subsets one by one.
std::uint64_t subsets(int n, int k) {
  std::uint64_t count = 0;
  for (std::uint32_t mask = 0; mask < (1U << n); ++mask) count += std::popcount(mask) == k ? 1 : 0;
  return count;
}

TEST(UnactivatedCost, CountsVerticesAndRays) {
  for (int n0 = 1; n0 <= 8; ++n0) {
    for (int n1 = n0; n1 <= 16; ++n1) {
      const Cost cost = worst_cost(n0, n1);
      EXPECT_EQ(cost.vertices, subsets(n1, n0)) << n0 << ' ' << n1;
      EXPECT_EQ(cost.rays, 2 * subsets(n1, n0 - 1)) << n0 << ' ' << n1;
      EXPECT_EQ(cost.checks(), cost.vertices + cost.rays);
    }
  }
}

TEST(UnactivatedCost, IsExactAtTheLargestSizes) {
  EXPECT_EQ(worst_cost(8, 64).vertices, 4426165368U);
  EXPECT_EQ(worst_cost(8, 64).rays, 2U * 621216192U);
  EXPECT_EQ(worst_cost(1, 64).vertices, 64U);
  EXPECT_EQ(worst_cost(1, 64).rays, 2U);
}

TEST(UnactivatedCost, IsNothingBelowTheInputDimension) {
  EXPECT_EQ(worst_cost(8, 7).checks(), 0U);
  EXPECT_EQ(worst_cost(2, 1).checks(), 0U);
}

TEST(UnactivatedCost, KnowsTheGreatestAffordableWidth) {
  for (int n0 = 1; n0 <= 8; ++n0) {
    const int width = greatest_affordable_width(n0, 64);
    EXPECT_GE(width, n0);
    EXPECT_LE(worst_cost(n0, width).checks(), largest_number_of_checks);
    if (width == 64) continue;
    EXPECT_GT(worst_cost(n0, width + 1).checks(), largest_number_of_checks);
  }
  EXPECT_EQ(greatest_affordable_width(4, 64), 64);
}

}  // namespace
}  // namespace census::unactivated
