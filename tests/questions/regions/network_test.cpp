#include "cuda/questions/regions/network.hpp"

#include <cstdint>
#include <set>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/backend/philox_words.hpp"
#include "tests/support/region_cases.hpp"

namespace census::regions {
namespace {

TEST(WordLayout, NamesEveryParameterByAWordOfItsOwnWithoutGaps) {
  const Point point = testing::region_point(3, {5, 2, 4}, Extent::plane);
  const WordLayout words(point);
  std::set<std::uint64_t> seen;
  std::uint64_t parameters = 0;
  const auto name = [&](std::uint64_t first, int count) {
    for (int j = 0; j < count; ++j) seen.insert(first + static_cast<std::uint64_t>(j));
    parameters += static_cast<std::uint64_t>(count);
  };
  for (int l = 0; l < 3; ++l) {
    for (int i = 0; i < inputs_of_layer(point, l); ++i) {
      name(words.weights(l, i), point.widths[l]);
    }
    name(words.biases(l), point.widths[l]);
  }
  EXPECT_EQ(words.direction(0), parameters);
  name(words.direction(0), 3);
  name(words.direction(1), 3);
  EXPECT_EQ(seen.size(), parameters);
  EXPECT_EQ(*seen.rbegin() + 1, parameters);
}

// What a network is must not change: its number in a ledger stands for these words.
TEST(WordLayout, IsPinned) {
  const Point point = testing::region_point(2, {4, 3}, Extent::polygon);
  const WordLayout words(point);
  EXPECT_EQ(words.weights(0, 1), 4U);
  EXPECT_EQ(words.biases(0), 8U);
  EXPECT_EQ(words.weights(1, 0), 12U);
  EXPECT_EQ(words.weights(1, 3), 21U);
  EXPECT_EQ(words.biases(1), 24U);
  EXPECT_EQ(words.direction(0), 27U);
  EXPECT_EQ(words.direction(1), 29U);
}

template <class Generator>
void check_drawn() {
  const Law law{Distribution::normal, 2.0F};
  for (const int count : {1, 7, 8, 9, 16, 20}) {
    float drawn[40] = {};
    for (float& x : drawn) x = -1.0F;
    WordReader<Generator> reader(3, 11);
    draw_parameters(reader, law, 5, count, drawn);
    WordStream<Random123Words> expected(3, 11);
    for (int j = 0; j < padded(count); ++j) {
      const auto word = static_cast<std::uint64_t>(5 + j);
      EXPECT_EQ(drawn[j], j < count ? weight(law, expected.word(word)) : 0.0F)
          << count << ", " << j;
    }
    EXPECT_EQ(drawn[padded(count)], -1.0F);
  }
}

TEST(DrawParameters, DrawsWhatTheWordsNameAndPadsWithZeros) {
  check_drawn<Random123Words>();
  check_drawn<PhiloxWords>();
}

}  // namespace
}  // namespace census::regions
