#include "host/questions/unactivated/theory.hpp"

#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace census::unactivated {
namespace {

TEST(UnactivatedTheory, KnowsTheExactValues) {
  const std::vector<std::tuple<int, int, const char*, double>> cases{
      {1, 1, "1/4", 0.25},
      {1, 2, "3/16", 0.1875},
      {2, 1, "1/4", 0.25},
      {2, 2, "1/8", 0.125},
      {2, 3, "5/64", 0.078125},
      {3, 4, "9/256", 9.0 / 256},
      {4, 5, "17/1024", 17.0 / 1024},
      {8, 8, "1/512", 1.0 / 512},
      {8, 9, "257/262144", 257.0 / 262144}};
  for (const auto& [n0, n1, fraction, probability] : cases) {
    const Theory known = theory(n0, n1);
    EXPECT_EQ(known.fraction, fraction);
    EXPECT_EQ(known.value, probability);
    EXPECT_EQ(known.source, "theorem of Brownlowe et al., arXiv 2412.06829");
  }
}

TEST(UnactivatedTheory, AgreesWithTheSumOfBothEvents) {
  // At n1 = n0 + 1 the probability is 2^-(n1+1) + 4^-n1.
  for (int n0 = 1; n0 <= 8; ++n0) {
    const int n1 = n0 + 1;
    EXPECT_EQ(theory(n0, n1).value, std::ldexp(1.0, -(n1 + 1)) + std::ldexp(1.0, -2 * n1));
  }
}

TEST(UnactivatedTheory, IsSilentBeyond) {
  for (const auto& [n0, n1] : std::vector<std::tuple<int, int>>{{1, 3}, {2, 4}, {8, 64}}) {
    const Theory none = theory(n0, n1);
    EXPECT_EQ(none.value, std::nullopt);
    EXPECT_EQ(none.fraction, "");
    EXPECT_EQ(none.source, "");
  }
}

}  // namespace
}  // namespace census::unactivated
