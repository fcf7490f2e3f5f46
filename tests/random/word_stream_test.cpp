#include "cuda/random/word_stream.hpp"

#include <cstdint>
#include <random>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"

namespace census {
namespace {

using Words = WordStream<Random123Words>;

TEST(WordStream, HasTheKnownAnswersOfPhilox) {
  // The published vectors of Philox4x32-10 (Random123, kat_vectors): counter and key all zeros, all
  // ones, and the digits of pi.
  const WordBlock zeros = Random123Words::block(0, 0, 0);
  EXPECT_EQ(zeros.words[0], 0x6627e8d5U);
  EXPECT_EQ(zeros.words[1], 0xe169c58dU);
  EXPECT_EQ(zeros.words[2], 0xbc57ac4cU);
  EXPECT_EQ(zeros.words[3], 0x9b00dbd8U);
  const WordBlock ones = Random123Words::block(~0ULL, ~0ULL, ~0ULL);
  EXPECT_EQ(ones.words[0], 0x408f276dU);
  EXPECT_EQ(ones.words[1], 0x41c83b0eU);
  EXPECT_EQ(ones.words[2], 0xa20bc7c6U);
  EXPECT_EQ(ones.words[3], 0x6d5451fdU);
  const WordBlock pi =
      Random123Words::block(0x299f31d0a4093822ULL, 0x0370734413198a2eULL, 0x85a308d3243f6a88ULL);
  EXPECT_EQ(pi.words[0], 0xd16cfe09U);
  EXPECT_EQ(pi.words[1], 0x94fdccebU);
  EXPECT_EQ(pi.words[2], 0x5001e420U);
  EXPECT_EQ(pi.words[3], 0x24126ea1U);
}

TEST(WordStream, AddressesEveryWordDirectly) {
  std::mt19937_64 rng(1);
  for (int trial = 0; trial < 1000; ++trial) {
    const std::uint64_t key = rng();
    const std::uint64_t id = rng();
    Words in_order(key, id);
    for (std::uint64_t k = 0; k < 20; ++k) {
      Words direct(key, id);
      EXPECT_EQ(in_order.word(k), direct.word(k));
    }
    const std::uint64_t k = rng() >> 1;
    EXPECT_EQ(Words(key, id).word(k), Random123Words::block(key, id, k / 4).words[k % 4]);
  }
}

TEST(WordStream, ReadsWordsInAnyOrder) {
  Words words(7, 1ULL << 40);
  std::uint32_t forward[13];
  words.read(3, 13, forward);
  for (int i = 12; i >= 0; --i) {
    EXPECT_EQ(words.word(3 + static_cast<std::uint64_t>(i)), forward[i]);
  }
}

}  // namespace
}  // namespace census
