#include "cuda/questions/regions/signs.hpp"

#include <gtest/gtest.h>

namespace census::regions {
namespace {

// Neurons 0..6 at three vertices: + + +, - - -, + - +, + 0 +, 0 0 0, + ? +, + ? -.
TEST(SignsOn, TellWhatNeuronsDoOnACell) {
  Corner<2> corners[4] = {};
  SignWord signs[4] = {};
  signs[1] = {0b1111101, 0b0010010};
  signs[2] = {0b0011001, 0b0011110};
  signs[3] = {0b0111101, 0b1010010};
  const Vertices<2> vertices = {corners, signs, 1};
  const CellSigns cell = signs_on(vertices, {1, 3}, 0);
  EXPECT_EQ(cell.cutting() & 0x7f, 0b1000100U);
  EXPECT_EQ(cell.on() & 0x7f, 0b0001001U);
  EXPECT_EQ(cell.off() & 0x7f, 0b0000010U);
  EXPECT_EQ(cell.unknown() & 0x7f, 0b0110000U);
}

TEST(SignsOf, AreBitsOfVertices) {
  Corner<2> corners[4] = {};
  SignWord signs[8] = {};
  const Vertices<2> vertices = {corners, signs, 2};
  const int j = 70;
  vertices.signs_at(0)[1].positive = 1U << 6;
  vertices.signs_at(1)[1].negative = 1U << 6;
  set_zero(vertices.signs_at(2), j);
  const NeuronSigns three = signs_of(vertices, {0, 3}, j);
  EXPECT_EQ(three.positive, 0b001U);
  EXPECT_EQ(three.negative, 0b010U);
  EXPECT_TRUE(three.certain);
  EXPECT_FALSE(signs_of(vertices, {0, 4}, j).certain);
}

}  // namespace
}  // namespace census::regions
