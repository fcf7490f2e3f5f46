#include "cuda/questions/regions/divide.hpp"

#include <gtest/gtest.h>

#include "tests/support/plane_forms.hpp"

namespace census::regions {
namespace {

/// The square [-1, 1]^2 with room for its parts, and one line.
struct Square {
  testing::ExactPlaneForms plane{5};
  Corner<2> corners[16];
  SignWord signs[16] = {};
  Vertices<2> vertices{corners, signs, 1};
  Cell cell{0, 4};
  Cell negative{};
  Cell positive{};

  Square() {
    const double sides[4][2] = {{0.0, 1.0}, {-1.0, 0.0}, {0.0, -1.0}, {1.0, 0.0}};
    const double points[4][2] = {{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}};
    for (int k = 0; k < 4; ++k) {
      plane.set(1 + k, sides[k][0], sides[k][1], 1.0);
      corners[k] = {{{points[k][0], points[k][1], 1.0}, 0.0}, signed_form(1 + k, false)};
    }
  }

  /// Divides by the line a s + b t + c whose signs at the corners are given.
  bool divide_by(double a, double b, double c, NeuronSigns at) {
    plane.set(0, a, b, c);
    Chord chord;
    if (!find_chord(plane.forms, 0, vertices, cell, at, chord)) return false;
    const SignWord leaving = {1, 0};
    const SignWord entering = {2, 0};
    divide(vertices, cell, 0, chord, &leaving, &entering, negative, positive);
    return true;
  }

  /// Returns twice the area of a part.
  double area(Cell part) const {
    double sum = 0.0;
    for (int k = 0; k < part.count; ++k) {
      const auto& p = corners[part.first + k].vertex.coordinate;
      const auto& q = corners[part.first + part.next(k)].vertex.coordinate;
      sum += (p[0] * q[1] - p[1] * q[0]) / (p[2] * q[2]);
    }
    return sum;
  }

  /// Checks that every edge's form is 0 at both its ends and positive inside.
  void check(Cell part) const {
    for (int k = 0; k < part.count; ++k) {
      const int edge = corners[part.first + k].edge;
      for (int n = 0; n < part.count; ++n) {
        const Sign sign = sign_at(plane.forms, edge / 2, corners[part.first + n].vertex);
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
  ASSERT_TRUE(square.divide_by(1.0, 0.0, -0.5, {0b0110, 0b1001, true}));
  EXPECT_EQ(square.negative.count, 4);
  EXPECT_EQ(square.positive.count, 4);
  EXPECT_NEAR(square.area(square.negative), 6.0, 1e-12);
  EXPECT_NEAR(square.area(square.positive), 2.0, 1e-12);
  square.check(square.negative);
  square.check(square.positive);
}

TEST(Divide, ThroughACornerMakesNoVertexThere) {
  Square square;
  // s = t, through two corners
  ASSERT_TRUE(square.divide_by(1.0, -1.0, 0.0, {0b0010, 0b1000, true}));
  EXPECT_EQ(square.negative.count, 3);
  EXPECT_EQ(square.positive.count, 3);
  EXPECT_NEAR(square.area(square.negative), 4.0, 1e-12);
  EXPECT_NEAR(square.area(square.positive), 4.0, 1e-12);
  square.check(square.negative);
  square.check(square.positive);
}

}  // namespace
}  // namespace census::regions
