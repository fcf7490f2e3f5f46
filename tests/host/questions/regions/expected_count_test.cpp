#include "host/questions/regions/expected_count.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/campaign.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

/// The mean number of regions of a point's networks, with its standard error.
struct Mean {
  double value;
  double error;
};

Mean mean_regions(const Point& point, const GivenPoints& points, std::uint64_t networks) {
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint64_t id = 0; id < networks; ++id) {
    const auto count = testing::count_solo(point, id, points);
    const auto regions =
        static_cast<double>(count ? count->regions : count_exactly(point, id, points).regions);
    sum += regions;
    squares += regions * regions;
  }
  const auto n = static_cast<double>(networks);
  return {sum / n, std::sqrt((squares / n - sum / n * (sum / n)) / n)};
}

/// A square of half width `radius`, or the segment that is as long.
Point small_point(const std::vector<int>& widths, Extent extent, double radius,
                  double bias_scale = 1.0, Distribution law = Distribution::normal) {
  Point point = testing::region_point(2, widths, extent, bias_scale, law);
  for (int k = 0; k < 4; ++k) {
    for (double& x : point.domain.corner[k]) x *= radius / 3.0;
  }
  point.domain.ends[0] = -radius;
  point.domain.ends[1] = radius;
  return point;
}

TEST(MostExpectedRegions, IsNotBelowTheMean) {
  for (const Extent extent : {Extent::segment, Extent::polygon}) {
    for (const auto& widths :
         {std::vector<int>{24}, {8, 8, 8}, {2, 2, 2}, {1, 6}, {3, 12, 2}, {4, 4, 4, 4, 4, 4}}) {
      for (const double radius : {0.03, 0.3, 3.0}) {
        const Point point = small_point(widths, extent, radius);
        const Mean mean = mean_regions(point, {}, 400);
        EXPECT_LE(mean.value, most_expected_regions(point, {}).value() + 5.0 * mean.error)
            << widths.size() << " layers of " << widths[0] << ", radius " << radius;
      }
    }
  }
}

TEST(MostExpectedRegions, IsNotBelowTheMeanForAnyLawWithAVariance) {
  for (const Distribution law : testing::every_distribution) {
    const Point point = small_point({6, 6}, Extent::polygon, 0.3, 1.0, law);
    const auto most = most_expected_regions(point, {});
    EXPECT_EQ(most.has_value(), law != Distribution::cauchy);
    if (!most) continue;
    const Mean mean = mean_regions(point, {}, 1000);
    EXPECT_LE(mean.value, *most + 5.0 * mean.error) << static_cast<int>(law);
  }
}

// For so few breakpoints that the density of the biases is constant over the segment, and one layer
// of normal weights, E |du z| = sqrt(2 / pi) sqrt(E |du z|^2): the bound is off by that factor.
TEST(MostExpectedRegions, IsNearlyTheMeanOnSmallDomains) {
  const Point segment = small_point({200}, Extent::segment, 0.01);
  const double most = most_expected_regions(segment, {}).value() - 1.0;
  EXPECT_NEAR(most, 200 * 0.02 / std::sqrt(2.0 * M_PI), 1e-6);
  const Mean mean = mean_regions(segment, {}, 5000);
  EXPECT_NEAR(mean.value - 1.0, most * std::sqrt(2.0 / M_PI), 5.0 * mean.error);
  const Point square = small_point({60}, Extent::polygon, 0.05);
  const double sides = 60 * 0.4 / std::sqrt(2.0 * M_PI) / 2.0;
  const double crossings = 60 * 59 / 2 * 0.01 / (2.0 * M_PI) * std::sqrt(2.0);
  EXPECT_NEAR(most_expected_regions(square, {}).value(), 1.0 + sides + crossings, 1e-4);
  // E |det| is 1 for two rows of two unit normals, and its root mean square sqrt(2).
  const Mean on_square = mean_regions(square, {}, 4000);
  EXPECT_NEAR(on_square.value, 1.0 + sides * std::sqrt(2.0 / M_PI) + crossings / std::sqrt(2.0),
              5.0 * on_square.error + 0.02);
}

// Two layers whose weights have variance 1, and biases of density c at most, written out.
TEST(MostExpectedRegions, IsTheSumOverNeuronsAndPairs) {
  const double radius = 0.01;
  const double c = 1.0 / std::sqrt(2.0 * M_PI);
  const double sides = 4.0 * (2 + 3) * c * 2.0 * radius;
  // A pair in layer 1, six across the layers, three in layer 2 on Gram determinants of mean 1/2.
  const double crossings = 4.0 * radius * radius * c * c * (std::sqrt(2.0) + 6.0 + 3.0);
  EXPECT_NEAR(most_expected_regions(small_point({2, 3}, Extent::polygon, radius), {}).value(),
              1.0 + sides / 2.0 + crossings, 1e-7);
}

// The same triangle of the plane of all inputs, by two choices of coordinates.
TEST(MostExpectedRegions, IsThatOfTheDomainAndNotOfItsCoordinates) {
  Point on_axes = testing::region_point(2, {5, 4}, Extent::polygon);
  on_axes.domain.corners = 3;
  Point through_points = on_axes;
  through_points.domain.placement = Placement::points;
  const double corners[3][2] = {{1.0, 2.0}, {3.0, 2.5}, {0.5, 4.0}};
  const double unit[3][2] = {{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}};
  DataSetOf<double> points{std::vector<double>(6), 3, 2};
  for (int p = 0; p < 3; ++p) {
    for (int k = 0; k < 2; ++k) {
      on_axes.domain.corner[p][k] = corners[p][k];
      through_points.domain.corner[p][k] = unit[p][k];
      points.values[static_cast<std::size_t>(3 * k + p)] = corners[p][k];
    }
  }
  EXPECT_NEAR(most_expected_regions(on_axes, {}).value(),
              most_expected_regions(through_points, points.view()).value(), 1e-9);
}

TEST(ExpectedBreakpoints, AreTheAngleBetweenTheEnds) {
  Point point = testing::region_point(1, {3}, Extent::segment, std::sqrt(2.0));
  // Weights have the scale sqrt(2) of the biases: from (-3, 1) to (3, 1).
  EXPECT_NEAR(expected_breakpoints(point, {}).value(), 2.0 * std::atan(3.0) / M_PI, 1e-7);
  point.domain.ends[0] = 3.0 - 1e-9;
  EXPECT_NEAR(expected_breakpoints(point, {}).value() * M_PI * 1e9, 0.1, 1e-6);
  // Without biases all are at 0.
  point.laws[0].biases.scale = 0.0F;
  EXPECT_EQ(expected_breakpoints(point, {}), 0.0);
  point.domain.ends[0] = -1.0;
  EXPECT_EQ(expected_breakpoints(point, {}), 1.0);
  point.domain.ends[0] = 0.0;
  EXPECT_FALSE(expected_breakpoints(point, {}));
}

TEST(ExpectedBreakpoints, AreKnownForNormalLawsOnGivenSegments) {
  EXPECT_FALSE(expected_breakpoints(testing::region_point(2, {3}, Extent::line), {}));
  EXPECT_FALSE(expected_breakpoints(
      testing::region_point(2, {3}, Extent::segment, 1.0, Distribution::uniform), {}));
  Point point = testing::region_point(2, {3}, Extent::segment);
  EXPECT_TRUE(expected_breakpoints(point, {}));
  point.domain.placement = Placement::random;
  EXPECT_FALSE(expected_breakpoints(point, {}));
}

TEST(MostExpectedRegions, IsNothingWhereTheDensityHasNoBound) {
  EXPECT_FALSE(most_expected_regions(testing::region_point(2, {4}, Extent::plane), {}));
  EXPECT_FALSE(most_expected_regions(testing::region_point(2, {4}, Extent::line), {}));
  EXPECT_FALSE(most_expected_regions(testing::region_point(2, {4}, Extent::polygon, 0.0), {}));
  Point point = testing::region_point(2, {4, 4}, Extent::polygon);
  EXPECT_TRUE(most_expected_regions(point, {}));
  point.laws[1].biases.scale = 0.0F;
  EXPECT_FALSE(most_expected_regions(point, {}));
}

}  // namespace
}  // namespace census::regions
