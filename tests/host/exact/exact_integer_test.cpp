#include "host/exact/exact_integer.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(OverCommonDenominator, KeepsRatiosAndSigns) {
  const RationalVector numbers = {Rational(mpq_class(1, 6)), Rational(mpq_class(-3, 4)), Rational(),
                                  Rational(5.0)};
  const std::vector<ExactInteger> integers = over_common_denominator(numbers);
  EXPECT_EQ(integers, (std::vector<ExactInteger>{2, -9, 0, 60}));
}

}  // namespace
}  // namespace census
