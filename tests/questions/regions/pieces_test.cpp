#include "cuda/questions/regions/pieces.hpp"

#include <optional>
#include <random>
#include <vector>

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
  CuttingForms list;
  for (const int j : neurons) {
    if ((signs.unknown() >> j & 1) != 0) return std::nullopt;
    if ((signs.cutting() >> j & 1) == 0) continue;
    list.form[list.count] = workspace.first_form(0) + j;
    list.signs[list.count++] = signs_of(workspace.vertices, cell.cell(), j);
  }
  Pieces pieces;
  const bool certain = count_pieces(workspace.forms, list, workspace.vertices, cell.cell(),
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
  // A single chord is one, whatever corner it passes through.
  EXPECT_EQ(pieces<2>(Extent::polygon, {{1, -1, 0}}), 2U);
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
    ASSERT_EQ(start_cell<PlainOctet>(plane.point, plane.workspace, {}), Start::ready);
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

}  // namespace
}  // namespace census::regions
