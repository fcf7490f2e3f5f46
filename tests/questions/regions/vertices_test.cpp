#include "cuda/questions/regions/vertices.hpp"

#include <cstdint>

#include <gtest/gtest.h>

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

TEST(Vertices, AreCopiedWithTheirSigns) {
  Corner<2> corners[3] = {};
  SignWord signs[6] = {};
  const Vertices<2> vertices = {corners, signs, 2};
  SignWord given[2] = {{0b01, 0b10}, {0, 0}};
  set_zero(given, 70);
  vertices.put(0, {{1.0, 2.0, 3.0}, 0.5}, 7, given);
  vertices.copy(0, 2);
  EXPECT_EQ(corners[2].vertex.coordinate[1], 2.0);
  EXPECT_EQ(corners[2].vertex.error, 0.5);
  EXPECT_EQ(corners[2].edge, 7);
  EXPECT_EQ(vertices.signs_at(2)[0].positive, 0b01U);
  EXPECT_EQ(vertices.signs_at(2)[0].negative, 0b10U);
  EXPECT_EQ(vertices.signs_at(2)[1].positive, 1U << 6);
  EXPECT_EQ(vertices.signs_at(2)[1].negative, 1U << 6);
  EXPECT_EQ(vertices.signs_at(1)[1].positive, 0U);  // what lies between is left alone
}

}  // namespace
}  // namespace census::regions
