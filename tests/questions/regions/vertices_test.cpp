#include "cuda/questions/regions/vertices.hpp"

#include <cstdint>

#include <gtest/gtest.h>

#include "tests/support/cell_vertices.hpp"

namespace census::regions {
namespace {

TEST(Vertices, HaveABitForEachNeuronOfTheLayer) {
  for (int width = 1; width <= 256; ++width) {
    std::uint64_t first = 0;
    int bits = 0;
    for (int w = 0; w < words_of(width); ++w) {
      const std::uint64_t word = neurons_of_word(width, w);
      if (w == 0) first = word;
      for (int j = 0; j < 64; ++j) bits += static_cast<int>(word >> j & 1);
    }
    EXPECT_EQ(bits, width);
    EXPECT_EQ(first & 1, 1U);
  }
}

TEST(Vertices, HaveSignsOfEveryLayer) {
  testing::CellVertices<2> memory(3, 1, 2, 2);
  const Vertices<2>& vertices = memory.vertices;
  vertices.signs_at(1, 2)[1] = {0b11U << 6, 0b01U << 6};
  EXPECT_EQ(vertices.signs_of(1, 1)[2].uncertain(), 0b01U << 6);
  vertices.signs_at(1, 2).set_zero(70);
  vertices.signs_at(0, 2)[0] = {0b01, 0b10};
  EXPECT_EQ(vertices.signs_of(1, 1)[2].positive, 0b10U << 6);
  EXPECT_EQ(vertices.signs_of(1, 1)[2].negative, 0U);
  EXPECT_EQ(vertices.signs_of(0, 0)[2].positive, 0b01U);
  EXPECT_EQ(vertices.signs_of(0, 0)[2].negative, 0b10U);
  int words_with_signs = 0;
  for (const SignWord& each : memory.signs) {
    words_with_signs += (each.positive | each.negative) != 0 ? 1 : 0;
  }
  EXPECT_EQ(words_with_signs, 2);
}

TEST(Vertices, KnowForWhichLayersTheirSignsWereFound) {
  testing::CellVertices<2> memory(2, 1);
  memory.known[1] = 0x80000001;
  for (int l = 0; l < max_depth; ++l) {
    EXPECT_FALSE(memory.vertices.knows(l, 0));
    EXPECT_EQ(memory.vertices.knows(l, 1), l == 0 || l == 31);
  }
}

}  // namespace
}  // namespace census::regions
