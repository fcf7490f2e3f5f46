#include "cuda/random/half_cauchy.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>

#include <gtest/gtest.h>

#include "tests/random/magnitude_checks.hpp"
#include "tests/random/pinned_hashes.hpp"

namespace census {
namespace {

long double reference(testing::ExactTail exact) {
  constexpr long double half_pi = std::numbers::pi_v<long double> / 2.0L;
  return exact.tail < 0.5L ? 1.0L / std::tan(half_pi * exact.tail)
                           : std::tan(half_pi * exact.centre);
}

TEST(HalfCauchyMagnitude, AgreesWithTheReference) {
  const testing::Scan found = testing::scan(half_cauchy_magnitude, reference, 701);
  EXPECT_LE(found.worst_error, 2e-7L) << "at input " << found.worst_input;
  EXPECT_TRUE(found.is_positive_finite);
  EXPECT_LE(found.worst_increase, 1);
}

// cot(pi / 4) = 1, cot(pi / 6) = sqrt(3), cot(pi / 3) = 1 / sqrt(3).
TEST(HalfCauchyMagnitude, ReturnsKnownQuantiles) {
  EXPECT_FLOAT_EQ(half_cauchy_magnitude(1U << 30), 1.0F);
  EXPECT_FLOAT_EQ(half_cauchy_magnitude(715827882U), 1.7320508F);
  EXPECT_FLOAT_EQ(half_cauchy_magnitude(1431655765U), 0.57735027F);
}

TEST(HalfCauchyMagnitude, ReachesTheEndsOfItsRange) {
  EXPECT_FLOAT_EQ(half_cauchy_magnitude(0U), 2.7342612e9F);
  EXPECT_FLOAT_EQ(half_cauchy_magnitude(0x7fffffffU), 3.6572952e-10F);
}

TEST(HalfCauchyMagnitude, ReturnsThePinnedBits) {
  EXPECT_EQ(testing::pinned_hash(half_cauchy_magnitude), testing::half_cauchy_hash);
}

}  // namespace
}  // namespace census
