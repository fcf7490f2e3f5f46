#include "host/questions/regions/theory.hpp"

#include <gtest/gtest.h>

#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

using testing::region_point;

TEST(RegionsTheory, IsZaslavskysForOneLayerOnUnboundedDomains) {
  EXPECT_EQ(regions(region_point(2, {8}, Extent::plane), {}).fraction, "37");
  EXPECT_EQ(bounded_regions(region_point(2, {8}, Extent::plane)).fraction, "21");
  EXPECT_EQ(regions(region_point(2, {8}, Extent::line), {}).fraction, "9");
  EXPECT_EQ(regions(region_point(2, {8}, Extent::plane, 0.0), {}).fraction, "16");
  Point missing_zero = region_point(3, {8}, Extent::plane, 0.0);
  missing_zero.domain.from_zero = missing_zero.domain.contains_zero = false;
  EXPECT_EQ(regions(missing_zero, {}).fraction, "37");
  const Theory deep = regions(region_point(2, {8, 8}, Extent::plane), {});
  EXPECT_FALSE(deep.value || deep.lower_bound || deep.upper_bound);
}

TEST(RegionsTheory, IsTheLesserOfTwoBoundsOnBoundedDomains) {
  Point wide = region_point(2, {8}, Extent::polygon);
  EXPECT_EQ(regions(wide, {}).upper_bound, 37.0);
  EXPECT_NE(regions(wide, {}).source.find("Zaslavsky"), std::string::npos);
  for (auto& corner : wide.domain.corner) {
    for (double& x : corner) x /= 100.0;
  }
  EXPECT_LT(regions(wide, {}).upper_bound.value(), 2.0);
  EXPECT_NE(regions(wide, {}).source.find("densities"), std::string::npos);
  const Point without_biases = region_point(2, {2, 2}, Extent::polygon, 0.0);
  EXPECT_EQ(regions(without_biases, {}).upper_bound, 16.0);
}

// Without biases all breakpoints on a line through the origin are there, and are one.
TEST(RegionsTheory, CountsTheOriginOnce) {
  Point point = region_point(1, {3}, Extent::segment, 0.0);
  point.domain.placement = Placement::axes;
  point.domain.ends[0] = -1.0;
  point.domain.ends[1] = 9.0;
  EXPECT_EQ(regions(point, {}).value, 2.0);
  EXPECT_EQ(crossings_per_neuron(point, {}).value, 1.0);
  EXPECT_EQ(regions(point, {}).fraction, "2");
  point.domain.ends[0] = 0.5;
  EXPECT_EQ(regions(point, {}).value, 1.0);
  point.domain.ends[0] = 0.0;
  EXPECT_EQ(regions(point, {}).fraction, "1");
}

TEST(RegionsTheory, OfDeepNetworksWithoutBiasesIsKnownOnLinesThroughTheOrigin) {
  Point point = region_point(2, {4, 3}, Extent::line, 0.0, Distribution::uniform);
  EXPECT_EQ(regions(point, {}).fraction, "2");
  point.domain.extent = Extent::segment;
  EXPECT_EQ(regions(point, {}).fraction, "2");
  point.domain.from_zero = false;
  EXPECT_FALSE(regions(point, {}).value);
  point.domain.from_zero = true;
  point.laws[1].biases.scale = 1.0F;
  EXPECT_FALSE(regions(point, {}).value);
}

TEST(RegionsTheory, IsScaledWithEverythingItSays) {
  const Theory theory = scaled({.value = 2.0, .lower_bound = 1.0, .upper_bound = 4.0}, 3.0, 6.0);
  EXPECT_EQ(theory.value, 1.0);
  EXPECT_EQ(theory.lower_bound, 0.5);
  EXPECT_EQ(theory.upper_bound, 2.0);
  EXPECT_FALSE(scaled({}, 1.0, 2.0).value);
  // Rounded once, like the mean of counts: 176 times 0.006, rounded, is another number.
  EXPECT_EQ(scaled({.value = 176.0}, 6.0, 1000.0).value, 1.056);
}

TEST(MostCrossings, IsWhatEveryNeuronHasInEveryRegion) {
  const Point point = region_point(2, {3, 2, 4}, Extent::plane);
  EXPECT_EQ(most_regions(point), 7 * 4 * 11);
  EXPECT_EQ(most_crossings(point), 3 + 2 * 7 + 4 * 7 * 4);
}

}  // namespace
}  // namespace census::regions
