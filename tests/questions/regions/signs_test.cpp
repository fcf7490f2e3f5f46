#include "cuda/questions/regions/signs.hpp"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/cell_vertices.hpp"
#include "tests/support/region_cases.hpp"
#include "tests/support/region_cell.hpp"

namespace census::regions {
namespace {

enum class Relation { positive, negative, cuts, unknown };

/// What is known of one form on a cell.
struct Found {
  NeuronSigns signs;
  Relation relation;
};

Found find(testing::RegionCell<2>& cell, const std::vector<double>& form, double error,
           const Vanishing& vanishing) {
  const int j = cell.add(form, error);
  cell.find_signs(vanishing);
  const Vertices<2>& vertices = cell.workspace.vertices;
  const CellSigns all = signs_on(vertices, cell.cell(), 0);
  const auto has = [j](std::uint64_t set) { return (set >> j & 1) != 0; };
  const Relation relation = has(all.cutting()) ? Relation::cuts
                            : has(all.on())    ? Relation::positive
                            : has(all.off())   ? Relation::negative
                                               : Relation::unknown;
  return {signs_of(vertices, cell.cell(), j), relation};
}

/// On the square of half width 3, corners counterclockwise from (-3, -3).
Found on_square(const std::vector<double>& form, double error = 0.0) {
  testing::RegionCell<2> square(testing::region_point(2, {1}, Extent::polygon));
  return find(square, form, error, {});
}

TEST(Signs, AreThoseAtTheVertices) {
  const Found cutting = on_square({1.0, 2.0, 1.0});
  EXPECT_EQ(cutting.signs.negative, 0b0011U);
  EXPECT_EQ(cutting.signs.positive, 0b1100U);
  EXPECT_TRUE(cutting.signs.certain());
  EXPECT_EQ(cutting.relation, Relation::cuts);
  EXPECT_EQ(on_square({1.0, 1.0, 6.5}).relation, Relation::positive);
  EXPECT_EQ(on_square({-1.0, -1.0, -6.5}).relation, Relation::negative);
}

TEST(Signs, OfAFormThroughACornerAreUncertain) {
  const Found touching = on_square({1.0, 1.0, 6.0});
  EXPECT_FALSE(touching.signs.certain());
  EXPECT_EQ(touching.relation, Relation::unknown);
  // Even where it certainly cuts the cell: nothing is counted by signs that are not certain.
  const Found diagonal = on_square({1.0, -1.0, 0.0});
  EXPECT_FALSE(diagonal.signs.certain());
  EXPECT_EQ(diagonal.relation, Relation::unknown);
  // A form that is 0.5 at its nearest vertex may be off by less than that, not by more.
  EXPECT_EQ(on_square({1.0, 1.0, 6.5}, 0.4).relation, Relation::positive);
  EXPECT_EQ(on_square({1.0, 1.0, 6.5}, 0.6).relation, Relation::unknown);
  EXPECT_EQ(on_square({0.0, 0.0, 0.0}).relation, Relation::unknown);
}

TEST(Signs, AreZeroWhereFormsVanish) {
  Point point = testing::region_point(2, {1}, Extent::polygon);
  point.domain.corner[0][0] = point.domain.corner[0][1] = 0.0;
  testing::RegionCell<2> cell(point);
  Vanishing central;
  central.at_origin = true;
  const Found found = find(cell, {1.0, 2.0, 0.0}, 0.0, central);
  EXPECT_TRUE(found.signs.certain());
  EXPECT_EQ(found.signs.positive ^ found.signs.negative, 0b1110U);
}

// Neurons of a wide layer are in several words.
TEST(Signs, OfManyNeuronsAreInWords) {
  testing::RegionCell<2> square(testing::region_point(2, {130}, Extent::polygon));
  for (int j = 0; j < 130; ++j) square.add({1.0, 0.0, j % 3 == 0 ? 0.5 : j % 3 == 1 ? 4.0 : -4.0});
  square.find_signs();
  for (int j = 0; j < 130; ++j) {
    const CellSigns signs = signs_on(square.workspace.vertices, square.cell(), j / 64);
    const std::uint64_t set = j % 3 == 0 ? signs.cutting() : j % 3 == 1 ? signs.on() : signs.off();
    EXPECT_EQ(set >> (j % 64) & 1, 1U) << j;
  }
}

// Neurons 0..6 at three vertices: + + +, - - -, + - +, + 0 +, 0 0 0, + ? +, + ? -.
TEST(SignsOn, TellWhatNeuronsDoOnACell) {
  testing::CellVertices<2> memory(4, 4);
  memory.place(1, {3, 0, 2});
  memory.signs[3] = {0b1101101, 0b0000010};
  memory.signs[0] = {0b1100001, 0b1100110};
  memory.signs[2] = {0b0101101, 0b1000010};
  const CellSigns cell = signs_on(memory.vertices, {1, 3, 0}, 0);
  EXPECT_EQ(cell.cutting(), 0b0000100U);
  EXPECT_EQ(cell.on(), 0b0001001U);
  EXPECT_EQ(cell.off(), 0b0000010U);
  EXPECT_EQ(cell.settled(), 0b0001111U);
}

TEST(SignsOf, AreBitsOfVertices) {
  testing::CellVertices<2> memory(4, 4, 2, 2);
  memory.place(0, {1, 3, 0, 2});
  const int j = 70;
  memory.vertices.signs_at(1, 1)[1].positive = 1U << 6;
  memory.vertices.signs_at(1, 3)[1].negative = 1U << 6;
  memory.vertices.signs_at(1, 2)[1] = {1U << 6, 1U << 6};
  const NeuronSigns three = signs_of(memory.vertices, {0, 3, 1}, j);
  EXPECT_EQ(three.positive, 0b001U);
  EXPECT_EQ(three.negative, 0b010U);
  EXPECT_TRUE(three.certain());
  EXPECT_FALSE(signs_of(memory.vertices, {0, 4, 1}, j).certain());
  const NeuronSigns other_layer = signs_of(memory.vertices, {0, 4, 0}, j);
  EXPECT_EQ(other_layer.positive | other_layer.negative, 0U);
  const NeuronSigns negated = three.negated(true);
  EXPECT_EQ(negated.positive, three.negative);
  EXPECT_EQ(negated.negative, three.positive);
  EXPECT_EQ(three.negated(false).positive, three.positive);
}

// A vertex where the dividing neuron is 0 is one of both parts.
TEST(DivideSigns, AreThoseOnTheParts) {
  testing::CellVertices<2> memory(6, 4);
  memory.place(0, {5, 1, 2, 4});
  memory.signs[5] = {0b0101, 0b1010};
  memory.signs[1] = {0b0101, 0b0010};
  memory.signs[2] = {0b1001, 0b1110};
  memory.signs[4] = {0b1101, 0b0110};
  const Cell cell = {0, 4, 0};
  const NeuronSigns by = {0b0011, 0b1000};
  const DividedSigns parts = divide_signs(memory.vertices, cell, 0, by);
  memory.place(0, {2, 4});
  const CellSigns negative = signs_on(memory.vertices, {0, 2, 0}, 0);
  memory.place(0, {5, 1, 2});
  const CellSigns positive = signs_on(memory.vertices, {0, 3, 0}, 0);
  for (const auto& [found, expected] :
       {std::pair(parts.negative, negative), {parts.positive, positive}}) {
    EXPECT_EQ(found.positive, expected.positive);
    EXPECT_EQ(found.negative, expected.negative);
    EXPECT_EQ(found.uncertain, expected.uncertain);
  }
  EXPECT_NE(negative.uncertain, positive.uncertain);
}

}  // namespace
}  // namespace census::regions
