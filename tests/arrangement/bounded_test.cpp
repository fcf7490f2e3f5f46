#include "cuda/arrangement/bounded.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>

namespace census {
namespace {

using Exact = boost::multiprecision::cpp_rational;

Exact exact(double x) { return Exact(x); }

bool encloses(Bounded bounded, const Exact& x) {
  if (!std::isfinite(bounded.value) || !std::isfinite(bounded.radius)) return true;
  return abs(Exact(x - exact(bounded.value))) <= exact(bounded.radius);
}

/// A number with an error: `truth` lies anywhere within the radius, at its ends half of the time.
struct Uncertain {
  Bounded bounded;
  Exact truth;
};

class Numbers {
 public:
  Uncertain next(int exponent_range) {
    const double value = std::ldexp(
        unit_(rng_),
        static_cast<int>(rng_() % static_cast<unsigned>(2 * exponent_range + 1)) - exponent_range);
    const double radius =
        rng_() % 4 == 0 ? 0.0 : std::abs(value) * std::ldexp(1.0, -static_cast<int>(rng_() % 60));
    const double share = rng_() % 2 == 0 ? (rng_() % 2 == 0 ? 1.0 : -1.0) : unit_(rng_);
    return {Bounded(value, radius), exact(value) + exact(radius) * exact(share)};
  }

 private:
  std::mt19937_64 rng_{20241206};
  std::uniform_real_distribution<double> unit_{-1.0, 1.0};
};

TEST(Bounded, EnclosesEveryExactResult) {
  Numbers numbers;
  for (const int range : {4, 60, 500}) {
    for (int trial = 0; trial < 20'000; ++trial) {
      const Uncertain a = numbers.next(range);
      const Uncertain b = numbers.next(range);
      const Uncertain c = numbers.next(range);
      ASSERT_TRUE(
          encloses(multiply_add(a.bounded, b.bounded, c.bounded), a.truth * b.truth + c.truth));
      ASSERT_TRUE(encloses(multiply_add(a.bounded.value, b.bounded, c.bounded),
                           exact(a.bounded.value) * b.truth + c.truth));
      if (b.truth != 0) {
        ASSERT_TRUE(encloses(divide(a.bounded, b.bounded), a.truth / b.truth));
      }
      ASSERT_TRUE(encloses(negate(a.bounded), -a.truth));
      ASSERT_TRUE(encloses(relu(a.bounded), a.truth > 0 ? a.truth : Exact(0)));
    }
  }
}

TEST(Bounded, EnclosesResultsThatUnderflow) {
  const double least = std::numeric_limits<double>::denorm_min();
  for (const double x : {least, 3 * least, 0x1p-1022, 0x1.8p-600, 0x1p-520}) {
    for (const double y : {least, -5 * least, 0x1.fp-600, -0x1p-540, 0.3}) {
      EXPECT_TRUE(
          encloses(multiply_add(Bounded(x), Bounded(y), Bounded(0.0)), exact(x) * exact(y)));
      EXPECT_TRUE(encloses(divide(Bounded(x), Bounded(y)), exact(x) / exact(y)));
    }
  }
}

TEST(Bounded, KnowsASignOnlyWhenItIsCertain) {
  EXPECT_EQ(sign(Bounded(1.0, 0.5)), Sign::positive);
  EXPECT_EQ(sign(Bounded(-1.0, 0.5)), Sign::negative);
  EXPECT_EQ(sign(Bounded(0.0)), Sign::zero);
  EXPECT_EQ(sign(Bounded(1.0, 1.0)), Sign::uncertain);
  EXPECT_EQ(sign(Bounded(0.0, 1e-300)), Sign::uncertain);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(sign(Bounded(1.0, nan)), Sign::uncertain);
  EXPECT_EQ(sign(Bounded(nan, 0.0)), Sign::uncertain);
}

TEST(Bounded, OverflowIsUncertainty) {
  const Bounded huge(1e300);
  EXPECT_EQ(sign(multiply_add(huge, huge, Bounded(0.0))), Sign::uncertain);
  EXPECT_EQ(sign(divide(Bounded(1.0), Bounded(1e-10, 1e-9))), Sign::uncertain);
}

TEST(Bounded, IsTightEnoughToBeUseful) {
  // (1/3) 3 - 1 has a radius of a few units of roundoff.
  const Bounded third = divide(Bounded(1.0), Bounded(3.0));
  EXPECT_LT(multiply_add(third, Bounded(3.0), Bounded(-1.0)).radius, 0x1p-51);
}

}  // namespace
}  // namespace census
