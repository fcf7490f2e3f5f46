#include "cuda/census/count_moments.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace census {
namespace {

CountMoments moments_of(std::initializer_list<std::pair<std::uint64_t, std::uint64_t>> counts) {
  CountMoments moments;
  for (const auto& [id, count] : counts) moments.add(id, count, id % 2);
  return moments;
}

Tally tally_of(const CountMoments& moments) {
  return to_tally(moments, 100, CountStage::elimination);
}

TEST(CountMoments, AreExactIntegers) {
  const Tally tally = tally_of(moments_of({{7, 3}, {8, 5}, {9, 3}, {11, 5}}));
  const auto entry = [&](const char* name) { return tally.at("tally", name); };
  EXPECT_EQ(entry("networks"), 4);
  EXPECT_EQ(entry("group_order"), 100);
  EXPECT_EQ(entry("sum"), 16);
  EXPECT_EQ(entry("sum_of_squares"), 9 + 25 + 9 + 25);
  EXPECT_EQ(entry("degenerate"), 3);
  EXPECT_EQ(entry("min"), 3);
  EXPECT_EQ(entry("min_id"), 7);
  EXPECT_EQ(entry("max"), 5);
  EXPECT_EQ(entry("max_id"), 8);
  EXPECT_EQ(tally.at("stages", "elimination"), 4);
  EXPECT_EQ(tally.at("stages", "exact"), 0);
}

TEST(CountMoments, AreACommutativeMonoidOnTheDeviceAndInTallies) {
  const CountMoments a = moments_of({{20, 3}, {21, 9}});
  const CountMoments b = moments_of({{10, 3}, {11, 9}, {12, 4}});
  const CountMoments all = moments_of({{10, 3}, {11, 9}, {12, 4}, {20, 3}, {21, 9}});
  const CountMoments none;
  for (const auto& [first, second] : {std::pair{a, b}, {b, a}}) {
    CountMoments merged = first;
    merged.merge(none);
    merged.merge(second);
    EXPECT_EQ(tally_of(merged), tally_of(all));
    Tally tallies = tally_of(first);
    tallies.merge(tally_of(none));
    tallies.merge(tally_of(second));
    EXPECT_EQ(tallies, tally_of(all));
  }
  Tally from_nothing = tally_of(none);
  from_nothing.merge(tally_of(a));
  EXPECT_EQ(from_nothing, tally_of(a));
}

TEST(CountMoments, OfDifferentGroupsAreNotMerged) {
  Tally tally = tally_of(moments_of({{1, 1}}));
  EXPECT_THROW(tally.merge(to_tally(moments_of({{2, 1}}), 200, CountStage::elimination)),
               std::logic_error);
}

}  // namespace
}  // namespace census
