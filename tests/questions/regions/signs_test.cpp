#include "cuda/questions/regions/signs.hpp"

#include <gtest/gtest.h>

#include "tests/support/region_cases.hpp"
#include "tests/support/region_cell.hpp"

namespace census::regions {
namespace {

/// The square of half width 3, corners counterclockwise from (-3, -3), with one form.
Signs signs_on_square(const std::vector<double>& form, double error = 0.0,
                      const Vanishing& vanishing = {}) {
  testing::RegionCell<2> square(testing::region_point(2, {8}, Extent::polygon));
  Signs signs;
  const int j = square.add(form, error);
  find_signs(square.workspace.forms, j, square.workspace.vertices, square.cell(), vanishing, signs);
  return signs;
}

TEST(Signs, AreThoseAtTheVertices) {
  const Signs cutting = signs_on_square({1.0, 2.0, 1.0});
  EXPECT_EQ(cutting.at[0], Sign::negative);
  EXPECT_EQ(cutting.at[1], Sign::negative);
  EXPECT_EQ(cutting.at[2], Sign::positive);
  EXPECT_EQ(cutting.at[3], Sign::positive);
  EXPECT_EQ(cutting.relation(), Relation::cuts);
  EXPECT_EQ(signs_on_square({1.0, 1.0, 6.5}).relation(), Relation::positive);
  EXPECT_EQ(signs_on_square({-1.0, -1.0, -6.5}).relation(), Relation::negative);
}

// What a vertex at which the sign is not known would add: nothing where both signs are there.
TEST(Signs, OfAFormThroughACornerAreUncertainUnlessItCutsAnyway) {
  const Signs touching = signs_on_square({1.0, 1.0, 6.0});
  EXPECT_TRUE(touching.uncertain);
  EXPECT_EQ(touching.relation(), Relation::uncertain);
  const Signs diagonal = signs_on_square({1.0, -1.0, 0.0});
  EXPECT_TRUE(diagonal.uncertain);
  EXPECT_EQ(diagonal.relation(), Relation::cuts);
  // A form that is 0.5 at its nearest vertex may be off by less than that, not by more.
  EXPECT_EQ(signs_on_square({1.0, 1.0, 6.5}, 0.4).relation(), Relation::positive);
  EXPECT_EQ(signs_on_square({1.0, 1.0, 6.5}, 0.6).relation(), Relation::uncertain);
  EXPECT_EQ(signs_on_square({0.0, 0.0, 0.0}).relation(), Relation::uncertain);
}

TEST(Signs, AreZeroWhereFormsVanish) {
  Point point = testing::region_point(2, {8}, Extent::polygon);
  point.domain.corner[0][0] = point.domain.corner[0][1] = 0.0;
  testing::RegionCell<2> cell(point);
  Vanishing central;
  central.at_origin = true;
  Signs signs;
  find_signs(cell.workspace.forms, cell.add({1.0, 2.0, 0.0}), cell.workspace.vertices, cell.cell(),
             central, signs);
  EXPECT_EQ(signs.at[0], Sign::zero);
  EXPECT_FALSE(signs.uncertain);
  EXPECT_EQ(signs.at[2], Sign::positive);
}

}  // namespace
}  // namespace census::regions
