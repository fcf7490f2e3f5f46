#include "cuda/arrangement/bounded.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>

#include "tests/support/campaign.hpp"

namespace census {
namespace {

using Exact = boost::multiprecision::cpp_rational;

Exact exact(double x) { return Exact(x); }

template <class Real>
bool encloses(BoundedReal<Real> bounded, const Exact& x) {
  if (!std::isfinite(bounded.value) || !std::isfinite(bounded.radius)) return true;
  return abs(Exact(x - exact(bounded.value))) <= exact(bounded.radius);
}

/// A number with an error: `truth` lies anywhere within the radius, at its ends half of the time.
template <class Real>
struct Uncertain {
  BoundedReal<Real> bounded;
  Exact truth;
};

template <class Real>
class Numbers {
 public:
  Uncertain<Real> next(int exponent_range) {
    const Real value = std::ldexp(
        unit_(rng_),
        static_cast<int>(rng_() % static_cast<unsigned>(2 * exponent_range + 1)) - exponent_range);
    const Real radius =
        rng_() % 4 == 0 ? 0 : std::abs(value) * std::ldexp(Real(1), -static_cast<int>(rng_() % 60));
    const double share = rng_() % 2 == 0 ? (rng_() % 2 == 0 ? 1.0 : -1.0) : double{unit_(rng_)};
    return {BoundedReal<Real>(value, radius), exact(value) + exact(radius) * exact(share)};
  }

 private:
  std::mt19937_64 rng_{20241206};
  std::uniform_real_distribution<Real> unit_{-1, 1};
};

template <class Real>
class BoundedIn : public ::testing::Test {};

using Precisions = ::testing::Types<float, double>;
TYPED_TEST_SUITE(BoundedIn, Precisions);

TYPED_TEST(BoundedIn, EnclosesEveryExactResult) {
  Numbers<TypeParam> numbers;
  const int greatest = std::numeric_limits<TypeParam>::max_exponent / 2;
  for (const int range : {4, 30, greatest - 4}) {
    for (std::uint64_t trial = 0; trial < testing::networks_here(20'000); ++trial) {
      const auto a = numbers.next(range);
      const auto b = numbers.next(range);
      const auto c = numbers.next(range);
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

TYPED_TEST(BoundedIn, EnclosesResultsThatUnderflow) {
  using Number = BoundedReal<TypeParam>;
  const TypeParam least = std::numeric_limits<TypeParam>::denorm_min();
  const TypeParam normal = std::numeric_limits<TypeParam>::min();
  const TypeParam root = std::sqrt(normal);
  for (const TypeParam x : {least, 3 * least, normal, TypeParam(1.5) * root, root / 64}) {
    for (const TypeParam y :
         {least, -5 * least, TypeParam(1.9) * root, -root / 2, TypeParam(0.3)}) {
      EXPECT_TRUE(encloses(multiply_add(Number(x), Number(y), Number(0)), exact(x) * exact(y)));
      EXPECT_TRUE(encloses(divide(Number(x), Number(y)), exact(x) / exact(y)));
    }
  }
}

TYPED_TEST(BoundedIn, KnowsASignOnlyWhenItIsCertain) {
  using Number = BoundedReal<TypeParam>;
  EXPECT_EQ(sign(Number(1, TypeParam(0.5))), Sign::positive);
  EXPECT_EQ(sign(Number(-1, TypeParam(0.5))), Sign::negative);
  EXPECT_EQ(sign(Number(0)), Sign::zero);
  EXPECT_EQ(sign(Number(1, 1)), Sign::uncertain);
  EXPECT_EQ(sign(Number(0, std::numeric_limits<TypeParam>::min())), Sign::uncertain);
  const TypeParam nan = std::numeric_limits<TypeParam>::quiet_NaN();
  EXPECT_EQ(sign(Number(1, nan)), Sign::uncertain);
  EXPECT_EQ(sign(Number(nan, 0)), Sign::uncertain);
}

TYPED_TEST(BoundedIn, OverflowIsUncertainty) {
  using Number = BoundedReal<TypeParam>;
  const Number huge(std::numeric_limits<TypeParam>::max());
  const Number above = multiply_add(huge, huge, Number(0));
  const Number below = multiply_add(huge, negate(huge), Number(0));
  EXPECT_EQ(sign(above), Sign::uncertain);
  EXPECT_EQ(sign(below), Sign::uncertain);
  // What is below every number may still be positive: its rectified value is not known to be 0.
  for (const Number number : {above, below}) {
    EXPECT_EQ(sign(multiply_add(TypeParam(-1), relu(number), Number(1))), Sign::uncertain);
  }
  EXPECT_EQ(sign(divide(Number(1), Number(TypeParam(1e-10), TypeParam(1e-9)))), Sign::uncertain);
  EXPECT_EQ(sign(divide(Number(1), Number(0))), Sign::uncertain);
  EXPECT_EQ(pivot_size(above), 0);
}

TYPED_TEST(BoundedIn, IsTightEnoughToBeUseful) {
  using Number = BoundedReal<TypeParam>;
  // (1/3) 3 - 1 has a radius of a few units of roundoff.
  const Number third = divide(Number(1), Number(3));
  EXPECT_LT(multiply_add(third, Number(3), Number(-1)).radius,
            4 * bounded::unit_roundoff<TypeParam>);
}

}  // namespace
}  // namespace census
