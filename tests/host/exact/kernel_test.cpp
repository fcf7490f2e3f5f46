#include "host/exact/kernel.hpp"

#include <random>

#include <gtest/gtest.h>

namespace census {
namespace {

RationalMatrix matrix(std::initializer_list<std::initializer_list<double>> rows) {
  RationalMatrix result;
  for (const auto& row : rows) {
    RationalVector exact;
    for (const double x : row) exact.emplace_back(x);
    result.push_back(std::move(exact));
  }
  return result;
}

TEST(Echelon, FindsRankAndKernel) {
  const RationalMatrix a = matrix({{0, 1, 2, 3}, {0, 2, 4, 6}, {0, 0, 0, 1}});
  const Echelon result = echelon(a, 4);
  EXPECT_EQ(result.pivot_columns, (std::vector{1, 3}));
  ASSERT_EQ(result.kernel.size(), 2U);
  for (const RationalVector& x : result.kernel) {
    for (const RationalVector& row : a) EXPECT_EQ(dot(row, x), Rational());
  }
}

TEST(Echelon, OfNoRowsHasTheWholeSpaceAsKernel) {
  const Echelon result = echelon({}, 3);
  EXPECT_TRUE(result.pivot_columns.empty());
  EXPECT_EQ(result.kernel.size(), 3U);
}

TEST(Echelon, KernelIsOrthogonalToRandomRows) {
  std::mt19937_64 rng(1);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 50; ++trial) {
    RationalMatrix a(3, RationalVector(5));
    for (auto& row : a) {
      for (auto& x : row) x = Rational(normal(rng));
    }
    const Echelon result = echelon(a, 5);
    ASSERT_EQ(result.kernel.size(), 2U);
    for (const RationalVector& x : result.kernel) {
      for (const RationalVector& row : a) EXPECT_EQ(dot(row, x), Rational());
    }
  }
}

}  // namespace
}  // namespace census
