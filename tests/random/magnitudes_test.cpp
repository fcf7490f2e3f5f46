#include "cuda/random/magnitudes.hpp"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "tests/random/magnitude_checks.hpp"
#include "tests/random/pinned_hashes.hpp"

namespace census {
namespace {

TEST(UniformMagnitude, AgreesWithTheReference) {
  const auto reference = [](testing::ExactTail exact) { return exact.centre; };
  const testing::Scan found = testing::scan(uniform_magnitude, reference, 701);
  EXPECT_LE(found.worst_error, 9e-8L) << "at input " << found.worst_input;
  EXPECT_TRUE(found.is_positive_finite);
  EXPECT_EQ(found.worst_increase, 0);
}

TEST(UniformMagnitude, ReachesTheEndsOfItsRange) {
  EXPECT_EQ(uniform_magnitude(0U), 1.0F);
  EXPECT_EQ(uniform_magnitude(0x7fffffffU), 0x1p-32F);
}

TEST(UniformMagnitude, ReturnsThePinnedBits) {
  EXPECT_EQ(testing::pinned_hash(uniform_magnitude), testing::uniform_hash);
}

TEST(SmoothedRademacherMagnitude, AgreesWithTheReference) {
  const auto reference = [](testing::ExactTail exact) {
    return 1.0L + (2.0L * exact.centre - 1.0L) / 16.0L;
  };
  const testing::Scan found = testing::scan(smoothed_rademacher_magnitude, reference, 701);
  EXPECT_LE(found.worst_error, 7e-8L) << "at input " << found.worst_input;
  EXPECT_TRUE(found.is_positive_finite);
  EXPECT_EQ(found.worst_increase, 0);
}

TEST(SmoothedRademacherMagnitude, ReachesTheEndsOfItsRange) {
  EXPECT_EQ(smoothed_rademacher_magnitude(0U), 17.0F / 16.0F);
  EXPECT_EQ(smoothed_rademacher_magnitude(0x7fffffffU), 15.0F / 16.0F);
}

TEST(SmoothedRademacherMagnitude, ReturnsThePinnedBits) {
  EXPECT_EQ(testing::pinned_hash(smoothed_rademacher_magnitude), testing::smoothed_rademacher_hash);
}

}  // namespace
}  // namespace census
