#include "host/backend/philox_rows.hpp"

#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "tests/support/instruction_sets.hpp"

namespace census {
namespace {

void expect_words_of_random123() {
  std::mt19937_64 rng(1);
  for (const std::size_t number : {1U, 7U, 16U, 33U, 256U}) {
    for (int trial = 0; trial < 50; ++trial) {
      const std::uint64_t key = rng();
      // Also blocks beyond 2^32, and ids of every size.
      const std::uint64_t index = trial % 3 == 0 ? rng() : rng() % 20;
      std::vector<std::uint64_t> ids(number + 32);
      for (std::uint64_t& id : ids) id = rng() >> (rng() % 64);
      std::vector<std::vector<std::uint32_t>> rows(4, std::vector<std::uint32_t>(number + 32));
      std::uint32_t* const words[4] = {rows[0].data(), rows[1].data(), rows[2].data(),
                                       rows[3].data()};
      PhiloxRows::block(key, index, ids.data(), number, words);
      for (std::size_t i = 0; i < number; ++i) {
        const WordBlock expected = Random123Words::block(key, ids[i], index);
        for (std::size_t j = 0; j < 4; ++j) ASSERT_EQ(rows[j][i], expected.words[j]);
      }
    }
  }
}

TEST(PhiloxRows, AreTheWordsOfRandom123OnEveryInstructionSet) {
  testing::for_every_instruction_set(expect_words_of_random123);
}

}  // namespace
}  // namespace census
