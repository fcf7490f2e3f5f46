#include "cuda/questions/regions/vanishing.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "tests/support/cell_vertices.hpp"

namespace census::regions {
namespace {

/// Returns at which vertices of a triangle pre-activations vanish. Its edges are on forms 4, 5 and
/// 6, its vertices 0, 1 and 2 where they begin: the origin, and two points of which the last one
/// may be at infinity.
std::vector<bool> vanishes(const Vanishing& vanishing, double last = 1.0) {
  testing::CellVertices<2> memory(3, 3);
  memory.points = {{{0.0, 0.0, 1.0}, 0.0}, {{1.0, 0.0, 1.0}, 0.0}, {{0.0, 1.0, last}, 0.0}};
  memory.corners = {
      {0, signed_form(4, false)}, {1, signed_form(5, true)}, {2, signed_form(6, false)}};
  std::vector<bool> result;
  for (int k = 0; k < 3; ++k) result.push_back(vanishing.at(memory.vertices, {0, 3, 0}, k));
  return result;
}

TEST(Vanishing, IsNowhereInGeneral) {
  EXPECT_FALSE(Vanishing().anywhere());
  EXPECT_EQ(vanishes({}), (std::vector{false, false, false}));
}

TEST(Vanishing, IsAtTheOriginInCentralLayers) {
  EXPECT_EQ(vanishes({.at_origin = true}), (std::vector{true, false, false}));
}

TEST(Vanishing, IsAtBothEndsOfTheEdgeWhereTheOnlyInputIsZero) {
  EXPECT_EQ(vanishes({.factor = 4}), (std::vector{true, true, false}));
  EXPECT_EQ(vanishes({.factor = 5}), (std::vector{false, true, true}));
  EXPECT_EQ(vanishes({.factor = 6}), (std::vector{true, false, true}));
  EXPECT_EQ(vanishes({.factor = 7}), (std::vector{false, false, false}));
}

TEST(Vanishing, OfParallelLinesIsAtInfinityAlone) {
  EXPECT_EQ(vanishes({.direction = 5}), (std::vector{false, false, false}));
  EXPECT_EQ(vanishes({.direction = 5}, 0.0), (std::vector{false, false, true}));
  EXPECT_EQ(vanishes({.direction = 4}, 0.0), (std::vector{false, false, false}));
  // Lines of later layers are parallel too.
  const Vanishing later{.direction = 9, .first_parallel = 6, .last_parallel = 7};
  EXPECT_EQ(vanishes(later, 0.0), (std::vector{false, false, true}));
}

TEST(Vanishing, OnALineIsWhereTheOnlyInputIsZero) {
  testing::CellVertices<1> memory(2, 2);
  memory.points = {{{0.5, 1.0}, 0.0}, {{1.0, 1.0}, 0.0}};
  memory.corners = {{0, signed_form(4, true)}, {1, signed_form(5, false)}};
  const Vanishing vanishing{.factor = 4};
  EXPECT_TRUE(vanishing.at(memory.vertices, {0, 2, 0}, 0));
  EXPECT_FALSE(vanishing.at(memory.vertices, {0, 2, 0}, 1));
}

}  // namespace
}  // namespace census::regions
