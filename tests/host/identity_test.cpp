#include "host/identity.hpp"

#include <bit>
#include <limits>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace census {
namespace {

const std::string identity =
    "unactivated/1 n0=2 n1=4 first_weights=normal*0x1p+0 first_biases=normal*0x1p+0 "
    "second_weights=normal*0x1p+0 second_biases=normal*0x1p+0";

// These values are part of the format and were computed by an independent program. FNV-1a of the
// three texts is 0xcbf29ce484222325, 0xaf63dc4c8601ec8c and 0x85944171f73967e8.
TEST(StableHash, IsPinned) {
  EXPECT_EQ(stable_hash(""), 0xf52a15e9a9b5e89bULL);
  EXPECT_EQ(stable_hash("a"), 0x02c0bdbf481420f8ULL);
  EXPECT_EQ(stable_hash("foobar"), 0x404da9e3b74078c2ULL);
}

TEST(GeneratorKey, IsPinned) {
  EXPECT_EQ(generator_key(0, ""), 0xd84d1f8ea453246eULL);
  EXPECT_EQ(generator_key(0, identity), 0x752b122b2c61f05fULL);
  EXPECT_EQ(generator_key(1, identity), 0x1264dcba92492d5eULL);
  EXPECT_EQ(generator_key(20241206, identity), 0x24c2c08647339bc4ULL);
  EXPECT_EQ(generator_key(std::numeric_limits<std::uint64_t>::max(), identity),
            0x1b95a2c33cd59282ULL);
}

TEST(GeneratorKey, DiffersBetweenSeedsAndPoints) {
  std::set<std::uint64_t> keys;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (int i = 0; i < 100; ++i) {
      keys.insert(generator_key(seed, "point " + std::to_string(i)));
    }
  }
  EXPECT_EQ(keys.size(), 10'000U);
}

TEST(GeneratorKey, ChangesAboutHalfOfItsBitsWithTheSeed) {
  // 6400 fair coins: 3200 expected, standard deviation 40; five of them are allowed.
  int changed = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    changed += std::popcount(generator_key(seed, identity) ^ generator_key(seed + 1, identity));
  }
  EXPECT_NEAR(changed, 3200, 200);
}

}  // namespace
}  // namespace census
