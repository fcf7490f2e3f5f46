#include "cuda/questions/regions/start.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "tests/support/region_cases.hpp"
#include "tests/support/region_cell.hpp"

namespace census::regions {
namespace {

TEST(DifferenceOfProducts, IsRightToThreeHalvesOfAUnitInTheLastPlace) {
  std::mt19937_64 engine(11);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 10000; ++trial) {
    const double a = normal(engine);
    const double b = normal(engine);
    const double c = normal(engine);
    // As good as equal to b c / a in every other trial, so that the products cancel.
    const double d = trial % 2 == 0 ? normal(engine) : b * c / a;
    const double computed = difference_of_products(a, d, b, c);
    const mpq_class exact = mpq_class(a) * d - mpq_class(b) * c;
    const double unit = std::nextafter(std::fabs(computed), HUGE_VAL) - std::fabs(computed);
    EXPECT_LE(std::fabs(mpq_class(exact - computed).get_d()), 1.5 * unit) << trial;
  }
  EXPECT_EQ(difference_of_products(0x1.8p-20, 4.0, 0x1p-20, 6.0), 0.0);
}

TEST(PlaceDomain, GivesAPolygonEdgesThatAreZeroAtTheirEndsAndPositiveInside) {
  Point point = testing::region_point(2, {3}, Extent::polygon);
  const double corners[3][2] = {{0.1, -0.7}, {2.3, 0.9}, {-1.1, 3.3}};
  point.domain.corners = 3;
  for (int k = 0; k < 3; ++k) {
    for (int i = 0; i < 2; ++i) point.domain.corner[k][i] = corners[k][i];
  }
  const testing::RegionCell<2> triangle(point);
  const Forms<2>& forms = triangle.workspace.forms;
  EXPECT_EQ(triangle.cell().count, 3);
  for (int k = 0; k < 3; ++k) {
    const int edge = triangle.workspace.vertices.corners[k].edge / 2;
    ASSERT_EQ(edge, triangle.workspace.first_edge() + k);
    for (int m = 0; m < 3; ++m) {
      const mpq_class value = mpq_class(forms.coefficient[0][edge]) * corners[m][0] +
                              mpq_class(forms.coefficient[1][edge]) * corners[m][1] +
                              forms.coefficient[2][edge];
      const bool at_end = m == k || m == (k + 1) % 3;
      const double bound = 4.0 * forms.error[edge];  // no coordinate exceeds 4
      if (at_end) {
        EXPECT_LE(std::fabs(value.get_d()), bound);
      } else {
        EXPECT_GT(value, 1);
      }
    }
  }
  EXPECT_EQ(start_cell<VectorsOf<SoloTeam>>(triangle.point, triangle.workspace), Start::ready);
  EXPECT_EQ(start_cell<VectorsOf<SoloTeam>>(triangle.point, triangle.workspace), Start::none);
}

TEST(PlaceDomain, GivesALineItsEndsAtInfinity) {
  const testing::RegionCell<1> line(testing::region_point(2, {3}, Extent::line));
  const testing::RegionCell<1> segment(testing::region_point(2, {3}, Extent::segment));
  for (int k = 0; k < 2; ++k) {
    EXPECT_EQ(line.workspace.vertices.points[k].coordinate[0], k == 0 ? -1.0 : 1.0);
    EXPECT_EQ(line.workspace.vertices.points[k].coordinate[1], 0.0);
    EXPECT_EQ(segment.workspace.vertices.points[k].coordinate[0], k == 0 ? -3.0 : 3.0);
    EXPECT_EQ(segment.workspace.vertices.points[k].coordinate[1], 1.0);
  }
}

/// Returns in how many of the cells that a plane begins with a point lies, by the cells' edges.
int cells_around(testing::RegionCell<2>& plane, double s, double t) {
  const Workspace<2>& workspace = plane.workspace;
  workspace.shared->start = 0;
  int found = 0;
  while (start_cell<VectorsOf<SoloTeam>>(plane.point, workspace) == Start::ready) {
    // The lines cross between the first edge and the second.
    EXPECT_GT(workspace.vertices.vertex(plane.cell(), 1).coordinate[2], 0.0);
    bool inside = true;
    for (int k = 0; k < plane.cell().count; ++k) {
      const int edge = workspace.vertices.corners[plane.cell().first + k].edge;
      const double* const* const coefficient = workspace.forms.coefficient;
      const double value =
          coefficient[0][edge / 2] * s + coefficient[1][edge / 2] * t + coefficient[2][edge / 2];
      inside = inside && (edge % 2 == 0 ? value : -value) > 0.0;
    }
    found += inside ? 1 : 0;
  }
  return found;
}

TEST(StartCell, CoversThePlaneOnce) {
  testing::RegionCell<2> plane(testing::region_point(2, {2}, Extent::plane));
  plane.add({1, 2, -3});
  plane.add({-2, 1, 0.5});
  std::mt19937_64 engine(12);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 1000; ++trial) {
    EXPECT_EQ(cells_around(plane, 3.0 * normal(engine), 3.0 * normal(engine)), 1);
  }
}

TEST(StartCell, BeginsWithLinesThatAreNotParallel) {
  testing::RegionCell<2> plane(testing::region_point(2, {3}, Extent::plane));
  plane.add({1, 2, -3});
  plane.add({2, 4, 1});
  const int crossing = plane.add({-2, 1, 0.5});
  ASSERT_EQ(start_cell<VectorsOf<SoloTeam>>(plane.point, plane.workspace), Start::ready);
  EXPECT_EQ(plane.workspace.shared->second_line, crossing);
}

TEST(StartCell, HasNothingToBeginWithWhereAllLinesAreParallel) {
  for (const int lines : {1, 2}) {
    testing::RegionCell<2> plane(testing::region_point(2, {lines}, Extent::plane));
    for (int j = 0; j < lines; ++j) plane.add({1.0 + j, 2.0 + 2 * j, -3.0 + 7 * j});
    EXPECT_EQ(start_cell<VectorsOf<SoloTeam>>(plane.point, plane.workspace), Start::uncertain);
  }
}

}  // namespace
}  // namespace census::regions
