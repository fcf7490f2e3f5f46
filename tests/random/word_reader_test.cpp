#include "cuda/random/word_reader.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/backend/philox_words.hpp"

namespace census {
namespace {

// In order, with words left out, and back again.
template <class Generator>
void check_reader() {
  WordReader<Generator> reader(7, 0x100000003);
  WordStream<Random123Words> expected(7, 0x100000003);
  std::uint64_t first = 0;
  for (const int count : {3, 1, 130, 64, 500, 0, 2, 128}) {
    std::vector<std::uint32_t> words(static_cast<std::size_t>(count));
    for (const std::uint64_t begin : {first, first / 2}) {
      reader.read(begin, count, words.data());
      for (int i = 0; i < count; ++i) {
        const std::uint64_t k = begin + static_cast<std::uint64_t>(i);
        ASSERT_EQ(words[static_cast<std::size_t>(i)], expected.word(k)) << k;
      }
    }
    first += static_cast<std::uint64_t>(count) + 1;
  }
}

TEST(WordReader, ReadsTheWordsOfTheNetwork) {
  check_reader<Random123Words>();
  check_reader<PhiloxWords>();
}

}  // namespace
}  // namespace census
