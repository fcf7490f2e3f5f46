#include "host/sweep/shard.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(Shard, PartsAreDisjointAndTheWhole) {
  for (const std::uint64_t networks : {0ULL, 1ULL, 7ULL, 1000ULL, 1ULL << 63}) {
    for (const std::uint64_t count : {1U, 2U, 3U, 16U}) {
      std::uint64_t next = 0;
      for (std::uint64_t index = 1; index <= count; ++index) {
        const IdRange part = Shard{index, count}.of(networks);
        EXPECT_EQ(part.first, next);
        next += part.count;
      }
      EXPECT_EQ(next, networks);
    }
  }
}

TEST(Shard, IsReadStrictly) {
  EXPECT_EQ(parse_shard("2/8", {}).index, 2U);
  EXPECT_EQ(parse_shard("8/8", {}).count, 8U);
  for (const char* text :
       {"", "1", "0/2", "3/2", "a/2", "1/", "/2", "1/2/3", "-1/2", "1/0", "1/9999999"}) {
    EXPECT_THROW(parse_shard(text, {.source = "--shard"}), ConfigError) << text;
  }
}

}  // namespace
}  // namespace census
