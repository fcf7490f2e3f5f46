#include "cuda/questions/regions/pieces.hpp"

#include <cstdint>
#include <random>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "tests/support/plane_forms.hpp"

namespace census::regions {
namespace {

constexpr int first_edge = most_counted_forms;
constexpr double corner[4][2] = {{-1.0, -1.0}, {1.0, -1.0}, {1.0, 1.0}, {-1.0, 1.0}};

/// The square [-1, 1]^2 as a cell, and lines that may cut it.
struct Square {
  testing::ExactPlaneForms plane{first_edge + 4};
  Corner<2> corners[4];
  Vertices<2> vertices{corners, nullptr, 0};
  Cell cell{0, 4};

  Square() {
    plane.set(first_edge, 0.0, 1.0, 1.0);
    plane.set(first_edge + 1, -1.0, 0.0, 1.0);
    plane.set(first_edge + 2, 0.0, -1.0, 1.0);
    plane.set(first_edge + 3, 1.0, 0.0, 1.0);
    for (int k = 0; k < 4; ++k) {
      corners[k] = {{{corner[k][0], corner[k][1], 1.0}, 0.0}, signed_form(first_edge + k, false)};
    }
  }

  /// Adds a line to the list if it cuts the square.
  void add(CuttingForms& list, double a, double b, double c) {
    plane.set(list.count, a, b, c);
    NeuronSigns signs;
    for (int k = 0; k < 4; ++k) {
      const Sign sign = sign_at(plane.forms, list.count, corners[k].vertex);
      if (sign == Sign::positive) signs.positive |= std::uint64_t{1} << k;
      if (sign == Sign::negative) signs.negative |= std::uint64_t{1} << k;
    }
    if (signs.positive == 0 || signs.negative == 0) return;
    list.form[list.count] = list.count;
    list.signs[list.count++] = signs;
  }
};

/// Returns whether two lines meet in the open square, in rational arithmetic.
bool meet_inside(const Forms<2>& forms, int i, int j) {
  mpq_class f[3];
  mpq_class g[3];
  for (int k = 0; k < 3; ++k) {
    f[k] = forms.coefficient[k][i];
    g[k] = forms.coefficient[k][j];
  }
  const mpq_class w = f[0] * g[1] - f[1] * g[0];
  const mpq_class x = f[1] * g[2] - f[2] * g[1];
  const mpq_class y = f[2] * g[0] - f[0] * g[2];
  return abs(x) < abs(w) && abs(y) < abs(w);
}

TEST(CountPieces, OfASquareAreOneMoreForEachLineAndEachCrossingInside) {
  std::mt19937_64 engine(8);
  std::normal_distribution<double> normal;
  int crossings = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    Square square;
    CuttingForms list;
    const int lines = 1 + trial % most_counted_forms;
    for (int n = 0; n < lines; ++n) {
      square.add(list, normal(engine), normal(engine), normal(engine));
    }
    std::uint64_t expected = 1 + static_cast<std::uint64_t>(list.count);
    for (int i = 0; i < list.count; ++i) {
      for (int j = 0; j < i; ++j) {
        if (!meet_inside(square.plane.forms, i, j)) continue;
        ++expected;
        ++crossings;
      }
    }
    Pieces pieces;
    ASSERT_TRUE(count_pieces(square.plane.forms, list, square.vertices, square.cell, -1, pieces));
    ASSERT_EQ(pieces.all, expected) << "trial " << trial;
    ASSERT_EQ(pieces.unbounded, 0U);
  }
  EXPECT_GT(crossings, 1000);
}

TEST(CountPieces, IsNotCertainWhereThreeLinesMeet) {
  Square square;
  CuttingForms list;
  square.add(list, 1.0, 0.5, 0.0);
  square.add(list, 1.0, -0.5, 0.0);
  Pieces pieces;
  EXPECT_TRUE(count_pieces(square.plane.forms, list, square.vertices, square.cell, -1, pieces));
  EXPECT_EQ(pieces.all, 4U);
  square.add(list, 0.25, 1.0, 0.0);
  EXPECT_EQ(list.count, 3);
  EXPECT_FALSE(count_pieces(square.plane.forms, list, square.vertices, square.cell, -1, pieces));
}

TEST(CountPieces, IsNotCertainWhereTwoLinesMeetOnAnEdge) {
  Square square;
  CuttingForms list;
  square.add(list, 1.0, 0.5, -0.5);
  square.add(list, 1.0, 0.25, -0.25);
  EXPECT_EQ(list.count, 2);
  Pieces pieces;
  EXPECT_FALSE(count_pieces(square.plane.forms, list, square.vertices, square.cell, -1, pieces));
}

}  // namespace
}  // namespace census::regions
