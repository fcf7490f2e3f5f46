#include "host/exact/rational.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(Rational, IsTheExactValueOfADouble) {
  EXPECT_EQ(to_string(Rational(0.1)), "3602879701896397/36028797018963968");
  EXPECT_EQ(to_string(Rational(-3.0)), "-3");
}

TEST(Rational, RoundsToTheNearestDouble) {
  std::mt19937_64 rng(1);
  std::uniform_real_distribution<double> uniform(-1.0, 1.0);
  for (int trial = 0; trial < 10'000; ++trial) {
    const double x = std::ldexp(uniform(rng), static_cast<int>(rng() % 2000) - 1000);
    EXPECT_EQ(to_double(Rational(x)), x);
    // Just off x on either side rounds back to it; most of the way to a neighbour goes there.
    const mpq_class step = mpq_class(std::nextafter(x, HUGE_VAL)) - mpq_class(x);
    EXPECT_EQ(to_double(Rational(mpq_class(mpq_class(x) + step / 3))), x);
    EXPECT_EQ(to_double(Rational(mpq_class(mpq_class(x) + step * 2 / 3))),
              std::nextafter(x, HUGE_VAL));
  }
}

TEST(Rational, HasTheOperationsOfANumber) {
  const Rational third = divide(Rational(1.0), Rational(3.0));
  EXPECT_EQ(to_string(multiply_add(third, Rational(6.0), Rational(-1.0))), "1");
  EXPECT_EQ(relu(negate(third)), Rational());
  EXPECT_EQ(sign(third), Sign::positive);
  EXPECT_EQ(sign(negate(third)), Sign::negative);
  EXPECT_EQ(sign(Rational()), Sign::zero);
  EXPECT_EQ(pivot_size(Rational()), 0.0);
  EXPECT_GT(pivot_size(negate(third)), 0.0);
}

}  // namespace
}  // namespace census
