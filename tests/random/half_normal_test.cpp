#include "cuda/random/half_normal.hpp"

#include <cmath>
#include <cstdint>

#include <boost/math/special_functions/erf.hpp>
#include <gtest/gtest.h>

#include "tests/random/magnitude_checks.hpp"
#include "tests/random/pinned_hashes.hpp"

namespace census {
namespace {

long double reference(testing::ExactTail exact) {
  const long double root =
      exact.tail < 0.5L ? boost::math::erfc_inv(exact.tail) : boost::math::erf_inv(exact.centre);
  return std::sqrt(2.0L) * root;
}

TEST(HalfNormalMagnitude, AgreesWithTheReference) {
  const testing::Scan found = testing::scan(half_normal_magnitude, reference, 1009);
  EXPECT_LE(found.worst_error, 2e-7L) << "at input " << found.worst_input;
  EXPECT_TRUE(found.is_positive_finite);
  EXPECT_LE(found.worst_increase, 2);
}

// Quantiles from tables: P(|Z| > 0.6744897502) = 1/2, P(|Z| > 1.9599639845) = 1/20.
TEST(HalfNormalMagnitude, ReturnsKnownQuantiles) {
  EXPECT_FLOAT_EQ(half_normal_magnitude(1U << 30), 0.67448975F);
  EXPECT_FLOAT_EQ(half_normal_magnitude(107374182U), 1.9599640F);
}

// sqrt(2) erfcinv(1 / 2^32) and sqrt(2) erfinv(1 / 2^32), by 30-digit arithmetic.
TEST(HalfNormalMagnitude, ReachesTheEndsOfItsRange) {
  EXPECT_FLOAT_EQ(half_normal_magnitude(0U), 6.3379578F);
  EXPECT_FLOAT_EQ(half_normal_magnitude(0x7fffffffU), 2.9180994e-10F);
}

TEST(HalfNormalMagnitude, ReturnsThePinnedBits) {
  EXPECT_EQ(testing::pinned_hash(half_normal_magnitude), testing::half_normal_hash);
}

}  // namespace
}  // namespace census
