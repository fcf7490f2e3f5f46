#include "cuda/random/laplace.hpp"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "tests/random/magnitude_checks.hpp"
#include "tests/random/pinned_hashes.hpp"

namespace census {
namespace {

long double reference(testing::ExactTail exact) {
  return exact.tail < 0.5L ? -std::log(exact.tail) : -std::log1p(-exact.centre);
}

TEST(LaplaceMagnitude, AgreesWithTheReference) {
  const testing::Scan found = testing::scan(laplace_magnitude, reference, 701);
  EXPECT_LE(found.worst_error, 2e-7L) << "at input " << found.worst_input;
  EXPECT_TRUE(found.is_positive_finite);
  EXPECT_EQ(found.worst_increase, 0);
}

TEST(LaplaceMagnitude, ReturnsKnownQuantiles) {
  EXPECT_FLOAT_EQ(laplace_magnitude(1U << 30), 0.69314718F);
  EXPECT_FLOAT_EQ(laplace_magnitude(790015084U), 1.0F);
}

TEST(LaplaceMagnitude, ReachesTheEndsOfItsRange) {
  EXPECT_FLOAT_EQ(laplace_magnitude(0U), 22.180710F);
  EXPECT_FLOAT_EQ(laplace_magnitude(0x7fffffffU), 0x1p-32F);
}

TEST(LaplaceMagnitude, ReturnsThePinnedBits) {
  EXPECT_EQ(testing::pinned_hash(laplace_magnitude), testing::laplace_hash);
}

}  // namespace
}  // namespace census
