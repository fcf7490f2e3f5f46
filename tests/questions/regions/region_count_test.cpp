#include "cuda/questions/regions/region_count.hpp"

#include <cstdint>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/counters.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

RegionCount example(std::uint64_t regions, bool degenerate) {
  RegionCount count;
  count.regions = regions;
  count.unbounded = 4;
  count.degenerate = degenerate;
  count.after_layer[0] = regions / 2;
  count.after_layer[1] = regions;
  count.crossings[0] = 3;
  count.crossings[1] = 5;
  return count;
}

Tally tally_of(const Point& point, const std::vector<RegionCount>& counts) {
  std::vector<std::uint64_t> counters(static_cast<std::size_t>(CounterLayout(point).size()));
  const std::uint32_t crossings[] = {1, 1, 1, 4, 0, 1};
  for (const RegionCount& count : counts) {
    add(point, count, crossings, HostCounters{counters.data()});
  }
  return to_tally(point, counters.data());
}

TEST(RegionCount, IsAddedToNamedCounters) {
  Point point = testing::region_point(2, {3, 3}, Extent::plane);
  point.binning = {10, 3};
  point.crossing_binning = {2, 2};
  const Tally tally = tally_of(
      point, {example(12, false), example(29, true), example(30, false), example(10, false)});
  EXPECT_EQ(tally.at("tally", "networks"), 4);
  EXPECT_EQ(tally.at("tally", "degenerate"), 1);
  EXPECT_EQ(tally.at("tally", "regions"), 81);
  EXPECT_EQ(tally.at("tally", "squared_regions"), 144 + 841 + 900 + 100);
  EXPECT_EQ(tally.at("tally", "bounded"), 8 + 25 + 26 + 6);
  EXPECT_EQ(tally.at("tally", "squared_bounded"), 64 + 625 + 676 + 36);
  EXPECT_EQ(tally.at("regions_after_layer", "1"), 6 + 14 + 15 + 5);
  EXPECT_EQ(tally.at("regions_after_layer", "2"), 81);
  EXPECT_EQ(tally.at("crossings_of_layer", "1"), 12);
  EXPECT_EQ(tally.at("crossings_of_layer", "2"), 20);
  EXPECT_EQ(tally.at("histogram", "0"), 0);
  EXPECT_EQ(tally.at("histogram", "10"), 2);
  EXPECT_EQ(tally.at("histogram", "20"), 1);
  EXPECT_EQ(tally.at("histogram", "overflow"), 1);
  EXPECT_EQ(tally.at("bounded_histogram", "0"), 2);
  EXPECT_EQ(tally.at("bounded_histogram", "10"), 0);
  EXPECT_EQ(tally.at("bounded_histogram", "20"), 1);  // 26 is not here: 30 regions are overflow
  EXPECT_EQ(tally.at("crossings_of_network", "sum"), 32);
  EXPECT_EQ(tally.at("crossings_of_network", "sum_of_squares"), 4 * 64);
  EXPECT_EQ(tally.at("neurons_by_crossings", "0"), 20);
  EXPECT_EQ(tally.at("neurons_by_crossings", "2"), 0);
  EXPECT_EQ(tally.at("neurons_by_crossings", "overflow"), 4);
  EXPECT_THROW(tally.at("tally", "breakpoints"), std::out_of_range);
}

TEST(RegionCount, HasBreakpointsOnLinesAndNoBoundedRegionsOnBoundedDomains) {
  const Point point = testing::region_point(2, {3, 3}, Extent::segment);
  const Tally tally = tally_of(point, {example(12, false), example(5, false)});
  EXPECT_EQ(tally.at("tally", "breakpoints"), 15);
  EXPECT_THROW(tally.at("tally", "bounded"), std::out_of_range);
  EXPECT_THROW(tally.at("bounded_histogram", "0"), std::out_of_range);
}

TEST(RegionCount, CountersOfTwoRangesAddUpToThoseOfBoth) {
  const Point point = testing::region_point(2, {3, 3}, Extent::line);
  const std::vector<RegionCount> all{example(12, false), example(29, true), example(7, false)};
  Tally parts = tally_of(point, {all[0]});
  parts.merge(tally_of(point, {all[1], all[2]}));
  EXPECT_EQ(parts, tally_of(point, all));
}

}  // namespace
}  // namespace census::regions
