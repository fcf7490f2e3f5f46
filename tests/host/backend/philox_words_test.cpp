#include "host/backend/philox_words.hpp"

#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/instruction_sets.hpp"

namespace census {
namespace {

void expect_words_of_random123() {
  std::mt19937_64 rng(1);
  for (const std::size_t number : {16U, 32U, 48U, 64U, 128U, 144U}) {
    for (int trial = 0; trial < 50; ++trial) {
      const std::uint64_t key = rng();
      const std::uint64_t id = rng() >> (rng() % 64);
      // Also blocks beyond 2^32, and runs across it.
      const std::uint64_t first = trial % 3 == 0   ? rng()
                                  : trial % 3 == 1 ? (std::uint64_t{1} << 32) - rng() % 40
                                                   : rng() % 20;
      std::vector<std::uint32_t> words(4 * number);
      PhiloxWords::blocks(key, id, first, number, words.data());
      for (std::size_t i = 0; i < number; ++i) {
        const WordBlock expected = Random123Words::block(key, id, first + i);
        for (std::size_t j = 0; j < 4; ++j) ASSERT_EQ(words[4 * i + j], expected.words[j]);
      }
    }
  }
}

TEST(PhiloxWords, AreTheWordsOfRandom123OnEveryInstructionSet) {
  testing::for_every_instruction_set(expect_words_of_random123);
}

}  // namespace
}  // namespace census
