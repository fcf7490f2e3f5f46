#include "host/ledger/point_count.hpp"

#include <gtest/gtest.h>

#include "host/ledger/ledger_error.hpp"

namespace census {
namespace {

Chunk chunk_of(std::uint64_t first, std::uint64_t networks, int hits, int screened = 0) {
  return {.point = "point",
          .estimator = "plain",
          .range = {first, networks},
          .tally = Tally({{"tally", "hits", MergeRule::sum, hits},
                          {"stages", "screen", MergeRule::sum, screened}}),
          .audited = 1,
          .seconds = 0.5,
          .backend = "cpu",
          .device = "one",
          .version = "0"};
}

TEST(PointCount, AddsUpChunks) {
  PointCount count;
  EXPECT_TRUE(count.add(chunk_of(10, 5, 2)));
  EXPECT_TRUE(count.add(chunk_of(0, 10, 3)));
  EXPECT_TRUE(count.add(chunk_of(20, 5, 1)));
  EXPECT_EQ(count.networks(), 20U);
  EXPECT_EQ(count.tally().at("tally", "hits"), 6);
  EXPECT_EQ(count.audited(), 3U);
  EXPECT_EQ(count.seconds(), 1.5);
  EXPECT_EQ(count.devices(), "one");
  EXPECT_EQ(count.ranges(), (std::vector<IdRange>{{0, 15}, {20, 5}}));
}

TEST(PointCount, CountsNoIdTwice) {
  PointCount count;
  EXPECT_TRUE(count.add(chunk_of(10, 10, 2)));
  EXPECT_FALSE(count.add(chunk_of(10, 10, 2)));
  EXPECT_FALSE(count.add(chunk_of(10, 10, 2, 7))) << "who decided does not matter";
  for (const auto& [first, networks] : {std::pair{5, 6}, {19, 5}, {12, 3}, {0, 100}, {10, 5}}) {
    EXPECT_FALSE(count.add(
        chunk_of(static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(networks), 1)));
  }
  EXPECT_TRUE(count.add(chunk_of(5, 5, 1)));
  EXPECT_TRUE(count.add(chunk_of(20, 5, 1)));
  EXPECT_EQ(count.networks(), 20U);
}

TEST(PointCount, DoesNotBelieveTwoTalliesOfTheSameIds) {
  PointCount count;
  count.add(chunk_of(10, 10, 2));
  EXPECT_THROW(count.add(chunk_of(10, 10, 3)), LedgerError);
}

// A version of the program that counts more about each network cannot go on with a ledger.
TEST(PointCount, RefusesTalliesWithOtherEntriesAndStaysAsItIs) {
  PointCount count;
  count.add(chunk_of(10, 10, 2));
  for (const auto& [first, networks] : {std::pair{20, 10}, {10, 10}, {15, 10}, {12, 3}}) {
    Chunk other =
        chunk_of(static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(networks), 2);
    other.tally = Tally({{"tally", "hits", MergeRule::sum, 2}});
    EXPECT_THROW(count.add(other), LedgerError) << first;
  }
  EXPECT_EQ(count.networks(), 10U);
  EXPECT_TRUE(count.add(chunk_of(20, 10, 2)));
}

TEST(PointCount, FindsWhatIsMissing) {
  PointCount count;
  EXPECT_EQ(count.next_gap({0, 100}, 30), (IdRange{0, 30}));
  count.add(chunk_of(10, 10, 0));
  count.add(chunk_of(40, 60, 0));
  EXPECT_EQ(count.next_gap({0, 100}, 30), (IdRange{0, 10}));
  count.add(chunk_of(0, 10, 0));
  EXPECT_EQ(count.next_gap({0, 100}, 30), (IdRange{20, 20}));
  EXPECT_EQ(count.next_gap({0, 100}, 7), (IdRange{20, 7}));
  EXPECT_EQ(count.next_gap({50, 10}, 7).count, 0U);
  EXPECT_EQ(count.next_gap({90, 100}, 7), (IdRange{100, 7}));
  EXPECT_EQ(count.networks_in({5, 40}), 20U);
  EXPECT_EQ(count.networks_in({200, 40}), 0U);
}

}  // namespace
}  // namespace census
