#include "cuda/questions/regions/divide.hpp"

#include <gtest/gtest.h>

#include "tests/support/cell_vertices.hpp"
#include "tests/support/plane_forms.hpp"

namespace census::regions {
namespace {

/// The square [-1, 1]^2 with room for its parts, and one line.
struct Square {
  testing::ExactPlaneForms plane{5};
  testing::CellVertices<2> memory{6, room_to_divide(4)};
  const Vertices<2>& vertices = memory.vertices;
  Cell cell{0, 4, 0};
  int used = 4;
  Cell negative{};
  Cell positive{};

  Square() {
    const double sides[4][2] = {{0.0, 1.0}, {-1.0, 0.0}, {0.0, -1.0}, {1.0, 0.0}};
    const double points[4][2] = {{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}};
    for (int k = 0; k < 4; ++k) {
      plane.set(1 + k, sides[k][0], sides[k][1], 1.0);
      vertices.points[k] = {{points[k][0], points[k][1], 1.0}, 0.0};
      vertices.corners[k] = {k, signed_form(1 + k, false)};
    }
  }

  /// Divides by the line a s + b t + c whose signs at the corners are given, or by its negative.
  bool divide_by(double a, double b, double c, NeuronSigns at, bool is_negated = false) {
    plane.set(0, a, b, c);
    const int line = signed_form(0, is_negated);
    at = at.negated(is_negated);
    Chord chord;
    if (!find_chord(plane.forms, line, vertices, cell, at, used, chord)) return false;
    divide(vertices, cell, line, chord, negative, positive);
    return true;
  }

  /// Returns twice the area of a part.
  double area(Cell part) const {
    double sum = 0.0;
    for (int k = 0; k < part.count; ++k) {
      const auto& p = vertices.vertex(part, k).coordinate;
      const auto& q = vertices.vertex(part, part.next(k)).coordinate;
      sum += (p[0] * q[1] - p[1] * q[0]) / (p[2] * q[2]);
    }
    return sum;
  }

  /// Checks that every edge's form is 0 at both its ends and positive inside.
  void check(Cell part) const {
    for (int k = 0; k < part.count; ++k) {
      const int edge = vertices.corner(part, k).edge;
      for (int n = 0; n < part.count; ++n) {
        const Sign sign = sign_at(plane.forms, edge / 2, vertices.vertex(part, n));
        const Sign inside = edge % 2 == 0 ? Sign::positive : Sign::negative;
        const bool is_end = n == k || n == part.next(k);
        EXPECT_EQ(sign, is_end ? Sign::uncertain : inside) << k << ", " << n;
      }
    }
  }
};

TEST(Divide, LeavesTwoPolygonsCounterclockwise) {
  Square square;
  // s = 1/2
  ASSERT_TRUE(square.divide_by(1.0, 0.0, -0.5, {0b0110, 0b1001}));
  EXPECT_EQ(square.negative.count, 4);
  EXPECT_EQ(square.positive.count, 4);
  EXPECT_EQ(square.used, 6);
  EXPECT_NEAR(square.area(square.negative), 6.0, 1e-12);
  EXPECT_NEAR(square.area(square.positive), 2.0, 1e-12);
  square.check(square.negative);
  square.check(square.positive);
}

TEST(Divide, BySignedFormsExchangesTheParts) {
  Square square;
  // s = 1/2
  ASSERT_TRUE(square.divide_by(1.0, 0.0, -0.5, {0b0110, 0b1001}, true));
  EXPECT_NEAR(square.area(square.negative), 2.0, 1e-12);
  EXPECT_NEAR(square.area(square.positive), 6.0, 1e-12);
  square.check(square.negative);
  square.check(square.positive);
}

TEST(Divide, ThroughACornerMakesNoVertexThere) {
  Square square;
  // s = t, through two corners
  ASSERT_TRUE(square.divide_by(1.0, -1.0, 0.0, {0b0010, 0b1000}));
  EXPECT_EQ(square.negative.count, 3);
  EXPECT_EQ(square.positive.count, 3);
  EXPECT_EQ(square.used, 4);
  EXPECT_NEAR(square.area(square.negative), 4.0, 1e-12);
  EXPECT_NEAR(square.area(square.positive), 4.0, 1e-12);
  square.check(square.negative);
  square.check(square.positive);
}

TEST(Divide, MakesTheSameVerticesForBothParts) {
  Square square;
  ASSERT_TRUE(square.divide_by(1.0, 0.5, -0.25, {0b0110, 0b1001}));
  int shared = 0;
  for (int k = 0; k < square.negative.count; ++k) {
    for (int n = 0; n < square.positive.count; ++n) {
      const int vertex = square.vertices.corner(square.negative, k).vertex;
      if (vertex != square.vertices.corner(square.positive, n).vertex) continue;
      EXPECT_GE(vertex, 4);
      ++shared;
    }
  }
  EXPECT_EQ(shared, 2);
}

// A regular polygon of many corners by a line between any two of its edges: corners are copied in
// groups.
TEST(Divide, KeepsTheOrderOfAnyNumberOfCorners) {
  for (const int corners : {3, 7, 8, 9, 17, max_vertices}) {
    for (int count = 1; count < corners; ++count) {
      for (const int first : {0, 1, corners / 2, corners - 1}) {
        testing::CellVertices<2> memory(corners + 2, 5 + room_to_divide(corners));
        const Cell cell = {5, corners, 0};
        for (int k = 0; k < corners; ++k)
          memory.corners[5 + static_cast<std::size_t>(k)] = {k, 100 + k};
        const auto at = [&](int k) { return (first + k) % corners; };
        const Chord chord = {at(0),
                             at(count),
                             count,
                             corners - count,
                             {corners, true, 100 + at(count - 1), 100 + at(count - 1)},
                             {corners + 1, true, 100 + at(corners - 1), 100 + at(corners - 1)}};
        Cell negative{};
        Cell positive{};
        divide(memory.vertices, cell, 6, chord, negative, positive);
        ASSERT_EQ(positive.count, count + 2);
        ASSERT_EQ(negative.count, corners - count + 2);
        ASSERT_EQ(negative.first, 5);
        ASSERT_EQ(positive.first, negative.first + negative.count);
        for (int k = 0; k < count; ++k) {
          ASSERT_EQ(memory.vertices.corner(positive, k).vertex, at(k));
          ASSERT_EQ(memory.vertices.corner(positive, k).edge, 100 + at(k));
        }
        for (int k = 0; k < corners - count; ++k) {
          ASSERT_EQ(memory.vertices.corner(negative, k).vertex, at(count + k));
        }
        const Corner entering = memory.vertices.corner(positive, count + 1);
        EXPECT_EQ(entering.vertex, corners + 1);
        EXPECT_EQ(entering.edge, 100 + at(corners - 1));
      }
    }
  }
}

}  // namespace
}  // namespace census::regions
