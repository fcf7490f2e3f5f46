#include "host/run/chunk_size.hpp"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

namespace census {
namespace {

// Lets a device that takes `seconds(networks)` for a chunk settle, and returns the chunk it ends
// at.
template <class Seconds>
std::uint64_t settled(std::uint64_t preferred, Seconds seconds) {
  ChunkSize size(preferred);
  for (int i = 0; i < 40; ++i) size.adapt(seconds(static_cast<double>(size.networks())));
  return size.networks();
}

TEST(ChunkSize, GrowsUntilAChunkLastsAThirdOfASecond) {
  const std::uint64_t networks = settled(1 << 16, [](double n) { return n / 1e8; });
  EXPECT_NEAR(static_cast<double>(networks) / 1e8, 0.35, 0.01);
}

TEST(ChunkSize, StaysSmallWhereNetworksAreSlow) {
  const std::uint64_t networks = settled(1 << 16, [](double n) { return n * 1e-2; });
  EXPECT_EQ(networks, (1U << 16) / 16);
}

TEST(ChunkSize, FillsADeviceWhoseTimeDoesNotDependOnTheSize) {
  // Half a second for anything up to the preferred batch: smaller chunks would only idle.
  const std::uint64_t networks =
      settled(1 << 20, [](double n) { return std::ceil(n / (1 << 20)) * 0.5; });
  EXPECT_EQ(networks, 1U << 20);
}

TEST(ChunkSize, GrowsByAtMostEight) {
  ChunkSize size(1600);
  EXPECT_EQ(size.networks(), 100U);
  size.adapt(0.0);
  EXPECT_EQ(size.networks(), 800U);
  size.adapt(1e-9);
  EXPECT_EQ(size.networks(), 6400U);
}

TEST(ChunkSize, StaysBelowTheEndOfTheIds) {
  EXPECT_LE(settled(1, [](double) { return 0.0; }), std::uint64_t{1} << 62);
  EXPECT_GE(settled(0, [](double) { return 1e6; }), 1U);
}

}  // namespace
}  // namespace census
