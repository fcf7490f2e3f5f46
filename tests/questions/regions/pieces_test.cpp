#include "cuda/questions/regions/pieces.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "host/questions/regions/exact_regions.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/region_cases.hpp"
#include "tests/support/region_cell.hpp"

namespace census::regions {
namespace {

using Form = std::vector<double>;

/// Returns into how many parts neurons, whose signs are known, divide the cell at hand; nothing if
/// that is uncertain.
template <int dimension>
std::optional<Pieces> pieces_of(const testing::RegionCell<dimension>& cell,
                                const std::vector<int>& neurons) {
  const Workspace<dimension>& workspace = cell.workspace;
  const CellSigns signs = signs_on(workspace.vertices, cell.cell(), 0);
  CuttingNeurons list;
  for (const int j : neurons) {
    if ((signs.cutting() >> j & 1) != 0) {
      list.neuron[list.count++] = j;
    } else if (((signs.on() | signs.off()) >> j & 1) == 0) {
      return std::nullopt;
    }
  }
  Pieces pieces;
  const bool certain = count_pieces(LayerForms<dimension>(workspace), list, workspace.vertices,
                                    cell.cell(), pieces) &&
                       count_unbounded(list, workspace.vertices, cell.cell(),
                                       signed_form(workspace.infinity(), false), pieces);
  return certain ? std::optional(pieces) : std::nullopt;
}

template <int dimension>
std::optional<std::uint64_t> pieces(Extent extent, const std::vector<Form>& forms) {
  testing::RegionCell<dimension> cell(testing::region_point(2, {8}, extent));
  std::vector<int> list;
  for (const Form& form : forms) list.push_back(cell.add(form));
  cell.find_signs();
  const std::optional<Pieces> found = pieces_of(cell, list);
  return found ? std::optional(found->all) : std::nullopt;
}

TEST(CountPieces, CountsChordsAndTheirCrossingInside) {
  EXPECT_EQ(pieces<2>(Extent::polygon, {}), 1U);
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, 0.5}}), 2U);
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, 4}}), 1U);
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, 0.5}, {0, 1, 0.5}}), 4U);
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, 0.5}, {1, 0, -0.5}}), 3U);
  // They cross at (4, 4), outside.
  EXPECT_EQ(pieces<2>(Extent::polygon, {{3, -1, -8}, {-1, 3, -8}}), 3U);
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, 4}, {0, 1, 0.5}}), 2U);
  // Four lines that all meet each other inside, no three of them in a point.
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, 0.5}, {0, 1, 0.5}, {1, 1, 0.25}, {1, -2, 0.125}}),
            11U);
}

TEST(CountPieces, OnALineCountsWhatCuts) {
  EXPECT_EQ(pieces<1>(Extent::segment, {{1, 0.5}, {1, -0.5}}), 3U);
  EXPECT_EQ(pieces<1>(Extent::segment, {{1, 4}, {1, -0.5}}), 2U);
  EXPECT_EQ(pieces<1>(Extent::segment, {{1, 0.5}, {-2, -1}}), std::nullopt);
}

TEST(CountPieces, SaysWhatItCannotTell) {
  // Both cut the square, and meet on its side.
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, -1}, {1, 1, -4}}), std::nullopt);
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 1, 6}}), std::nullopt);
  // Three lines through one point.
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, 0, -1}, {0, 1, -1}, {1, 1, -2}}), std::nullopt);
  // A line through two corners, or beside them.
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, -1, 0}}), std::nullopt);
}

// Integer forms make ties of every kind; what is certain is what exact arithmetic counts.
TEST(CountPieces, AgreesWithExactArithmetic) {
  std::mt19937_64 engine(7);
  const auto draw = [&] { return static_cast<double>(engine() % 9) - 4.0; };
  int certain = 0;
  int uncertain = 0;
  for (int trial = 0; trial < 2000 * testing::campaign_factor(); ++trial) {
    const std::vector<Form> forms{{draw(), draw(), draw()}, {draw(), draw(), draw()}};
    const Point point = testing::region_point(2, {2}, Extent::polygon);
    ExactLayer layer;
    for (const Form& form : forms) {
      layer.weights.push_back({Rational(form[0]), Rational(form[1])});
      layer.biases.emplace_back(form[2]);
    }
    const std::uint64_t expected = count_exactly({layer}, draw_exactly(point, 0).domain).regions;
    const auto found = pieces<2>(Extent::polygon, forms);
    ++(found ? certain : uncertain);
    if (found) {
      ASSERT_EQ(*found, expected) << "trial " << trial;
    }
  }
  EXPECT_GT(certain, 500);
  EXPECT_GT(uncertain, 100);
}

// Two lines leave four sectors of the plane, each with a part of the line at infinity.
TEST(CountPieces, CountsThePartsThatReachInfinity) {
  testing::RegionCell<2> plane(testing::region_point(2, {4}, Extent::plane));
  plane.add({1, 0, 0});
  plane.add({0, 1, 0});
  const int third = plane.add({1, 1, -1});
  const int fourth = plane.add({1, -2, -0.25});
  std::uint64_t one[2] = {};
  std::uint64_t two[2] = {};
  for (int sector = 0; sector < 4; ++sector) {
    ASSERT_EQ(start_cell<VectorsOf<SoloTeam>>(plane.point, plane.workspace), Start::ready);
    const auto with_one = pieces_of(plane, {third});
    const auto with_two = pieces_of(plane, {third, fourth});
    ASSERT_TRUE(with_one && with_two) << sector;
    one[0] += with_one->all;
    one[1] += with_one->unbounded;
    two[0] += with_two->all;
    two[1] += with_two->unbounded;
  }
  // n lines in general position: 1 + n + n (n - 1) / 2 regions, 2 n of them unbounded.
  EXPECT_EQ(one[0], 7U);
  EXPECT_EQ(one[1], 6U);
  EXPECT_EQ(two[0], 11U);
  EXPECT_EQ(two[1], 8U);
}

/// The square [-1, 1]^2, and lines that may cut it.
struct Square {
  testing::RegionCell<2> cell{point()};
  std::vector<int> lines;

  void add(double a, double b, double c) { lines.push_back(cell.add({a, b, c})); }

  std::optional<Pieces> pieces() {
    cell.find_signs();
    return pieces_of(cell, lines);
  }

  /// Returns whether two lines meet in the open square, in rational arithmetic.
  bool meet_inside(int i, int j) const {
    const int first = cell.workspace.shared->layers[0].first_form;
    mpq_class f[3];
    mpq_class g[3];
    for (int k = 0; k < 3; ++k) {
      f[k] = cell.workspace.forms.coefficient[k][first + i];
      g[k] = cell.workspace.forms.coefficient[k][first + j];
    }
    const mpq_class w = f[0] * g[1] - f[1] * g[0];
    const mpq_class x = f[1] * g[2] - f[2] * g[1];
    const mpq_class y = f[2] * g[0] - f[0] * g[2];
    return abs(x) < abs(w) && abs(y) < abs(w);
  }

 private:
  static Point point() {
    Point point = testing::region_point(2, {most_counted}, Extent::polygon);
    for (auto& corner : point.domain.corner) {
      for (double& x : corner) x /= 3.0;
    }
    return point;
  }
};

TEST(CountPieces, OfASquareAreOneMoreForEachLineAndEachCrossingInside) {
  std::mt19937_64 engine(8);
  std::normal_distribution<double> normal;
  int crossings = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    Square square;
    for (int n = 0; n < 1 + trial % most_counted; ++n) {
      square.add(normal(engine), normal(engine), normal(engine));
    }
    const auto found = square.pieces();
    ASSERT_TRUE(found) << "trial " << trial;
    const CellSigns signs = signs_on(square.cell.workspace.vertices, square.cell.cell(), 0);
    std::uint64_t expected = 1;
    for (std::size_t i = 0; i < square.lines.size(); ++i) {
      expected += signs.cutting() >> i & 1;
      for (std::size_t j = 0; j < i; ++j) {
        if (!square.meet_inside(static_cast<int>(i), static_cast<int>(j))) continue;
        ++expected;
        ++crossings;
      }
    }
    ASSERT_EQ(found->all, expected) << "trial " << trial;
    ASSERT_EQ(found->unbounded, 0U);
  }
  EXPECT_GT(crossings, 1000);
}

TEST(CountPieces, IsNotCertainWhereThreeLinesMeet) {
  Square square;
  square.add(1.0, 0.5, 0.0);
  square.add(1.0, -0.5, 0.0);
  ASSERT_TRUE(square.pieces());
  EXPECT_EQ(square.pieces()->all, 4U);
  square.add(0.25, 1.0, 0.0);
  EXPECT_FALSE(square.pieces());
}

TEST(CountPieces, IsNotCertainWhereTwoLinesMeetOnAnEdge) {
  Square square;
  square.add(1.0, 0.5, -0.5);
  square.add(1.0, 0.25, -0.25);
  EXPECT_FALSE(square.pieces());
}

// One as near to the edge as binary64 can tell, on either side of it.
TEST(CountPieces, TellsOnWhichSideOfAnEdgeLinesMeet) {
  for (const double beyond : {0x1p-40, -0x1p-40}) {
    Square square;
    square.add(1.0, 0.5, -0.5 + beyond);
    square.add(1.0, 0.25, -0.25);
    const auto found = square.pieces();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->all, square.meet_inside(0, 1) ? 4U : 3U);
  }
}

// Values at the ends of an edge whose difference overflows tell nothing of where the zero is.
TEST(GateOn, IsNotKnownWhereTheDifferenceOverflows) {
  for (const double size : {1.0, 0x1.8p1023}) {
    testing::RegionCell<1> segment(testing::region_point(2, {1}, Extent::segment));
    segment.add({size / 4.0, 0.0});
    const int form = segment.workspace.shared->layers[0].first_form;
    const Gate gate =
        gate_on(segment.workspace.forms, form, segment.workspace.vertices, segment.cell(), 0);
    EXPECT_EQ(std::isfinite(gate.error), size == 1.0);
    if (size == 1.0) {
      EXPECT_EQ(gate.way, 0.5);
    }
  }
}

TEST(CountPieces, IsNotCertainWhereOneOfSeveralNeuronsIsZeroAtACorner) {
  Square square;
  square.add(1.0, -1.0, 0.0);
  square.add(1.0, 0.5, -0.25);
  square.cell.find_signs();
  const Vertices<2>& vertices = square.cell.workspace.vertices;
  vertices.signs_at(0, 0).set_zero(0);
  vertices.signs_at(0, 2).set_zero(0);
  EXPECT_FALSE(pieces_of(square.cell, square.lines));
  const auto one = pieces_of(square.cell, {0});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->all, 2U);
}

}  // namespace
}  // namespace census::regions
