#include "cuda/random/parameter_ring.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"
#include "cuda/random/random123_words.hpp"
#include "tests/support/laws.hpp"

namespace census {
namespace {

using Ring = ParameterRing<Random123Words>;

// Read in pieces of any length, through several turns of the ring.
TEST(ParameterRing, HoldsTheParametersThatTheWordsName) {
  std::mt19937_64 rng(5);
  for (const Distribution distribution : testing::every_distribution) {
    for (const std::size_t longest : {1U, 9U, 64U, 100U, 700U}) {
      std::vector<float> memory(Ring::capacity(longest));
      std::vector<float> out(longest);
      const std::uint64_t begin = std::uint64_t{1} << 40;
      Ring ring(memory.data(), longest, 3, 4, begin, distribution);
      WordStream<Random123Words> stream(3, 4);
      std::uint64_t word = begin;
      for (int piece = 0; piece < 60; ++piece) {
        const auto count = 1 + static_cast<int>(rng() % longest);
        ring.draw(word + static_cast<std::uint64_t>(count), SoloTeam{});
        ring.read(word, count, 0.75F, out.data(), SoloTeam{});
        for (int e = 0; e < count; ++e) {
          ASSERT_EQ(out[static_cast<std::size_t>(e)],
                    weight({distribution, 0.75F}, stream.word(word++)));
        }
      }
    }
  }
}

}  // namespace
}  // namespace census
