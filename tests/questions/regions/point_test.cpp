#include "cuda/questions/regions/point.hpp"

#include <cmath>
#include <type_traits>

#include <gtest/gtest.h>

#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

static_assert(std::is_trivially_copyable_v<Point>, "points are copied to the device as bytes");
static_assert(sizeof(Point) < 2000, "a kernel takes a point as an argument");

TEST(Point, CountsNeuronsAndInputs) {
  const Point point = testing::region_point(3, {5, 2, 4}, Extent::plane);
  EXPECT_EQ(neurons(point), 11);
  EXPECT_EQ(inputs_of_layer(point, 0), 3);
  EXPECT_EQ(inputs_of_layer(point, 2), 2);
}

TEST(Point, HasCentralLayersUpToTheFirstBiases) {
  Point point = testing::region_point(2, {3, 3, 3}, Extent::plane, 0.0);
  EXPECT_EQ(central_layers(point), 3);
  point.laws[1].biases.scale = 1.0F;
  EXPECT_EQ(central_layers(point), 1);
  point.domain.from_zero = false;
  EXPECT_EQ(central_layers(point), 0);
}

TEST(CoordinateUnit, IsAPowerOfTwoBeyondTheDomain) {
  Point point = testing::region_point(2, {3}, Extent::polygon);
  EXPECT_EQ(coordinate_unit(point), 4.0);
  point.domain.corner[2][1] = -4.0;
  EXPECT_EQ(coordinate_unit(point), 8.0);
  point.domain.extent = Extent::segment;
  point.domain.ends[0] = -1e-5;
  point.domain.ends[1] = 1e-6;
  int exponent = 0;
  EXPECT_EQ(std::frexp(coordinate_unit(point), &exponent), 0.5);
  EXPECT_GT(coordinate_unit(point), 1e-5);
}

TEST(CoordinateUnit, FollowsTheBiasesOnUnboundedDomains) {
  for (const double scale : {1e-6, 1.0, 1e6}) {
    const double unit = coordinate_unit(testing::region_point(2, {3}, Extent::plane, scale));
    EXPECT_GE(unit, scale);
    EXPECT_LE(unit, 2 * scale);
  }
  EXPECT_EQ(coordinate_unit(testing::region_point(2, {3}, Extent::line, 0.0)), 1.0);
  // Along vectors of length 1024 the same points have coordinates that are as much less.
  Point point = testing::region_point(2, {3}, Extent::plane);
  const double unit = coordinate_unit(point);
  point.domain.length = 1024.0;
  EXPECT_EQ(coordinate_unit(point), unit / 1024.0);
}

}  // namespace
}  // namespace census::regions
