#include "cuda/random/law.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "tests/support/laws.hpp"

namespace census {
namespace {

using testing::every_distribution;

TEST(Law, IsExactlySymmetric) {
  std::mt19937 rng(1);
  for (const Distribution distribution : every_distribution) {
    for (const float scale : {1.0F, 0.3F, min_scale, max_scale}) {
      for (int trial = 0; trial < 10'000; ++trial) {
        const auto word = static_cast<std::uint32_t>(rng());
        const float one = weight({distribution, scale}, word);
        const float other = weight({distribution, scale}, word ^ 0x80000000U);
        ASSERT_EQ(one, -other);
        ASSERT_EQ(one < 0.0F, is_negative(word));
      }
    }
  }
}

TEST(Law, HasTheMagnitudesItPromises) {
  // The bounds that the error analysis of the screen relies on, at the ends of the range of words.
  for (const Distribution distribution : every_distribution) {
    for (const std::uint32_t word : {0U, 1U, 0x3fffffffU, 0x40000000U, 0x7ffffffeU, 0x7fffffffU}) {
      for (const float scale : {min_scale, 1.0F, max_scale}) {
        const float size = weight({distribution, scale}, word);
        EXPECT_GT(size, 0x1p-62F);
        EXPECT_LT(size, 0x1p62F);
      }
    }
  }
}

TEST(Law, LanesAreTheSameBitsAsOneAtATime) {
  std::mt19937 rng(2);
  for (const Distribution distribution : every_distribution) {
    const Law law{distribution, 1.5F};
    std::uint32_t words[8];
    float together[8];
    for (int trial = 0; trial < 1000; ++trial) {
      for (std::uint32_t& word : words) word = static_cast<std::uint32_t>(rng());
      to_weights<8>(law, words, together);
      for (int i = 0; i < 8; ++i) {
        ASSERT_EQ(std::bit_cast<std::uint32_t>(together[i]),
                  std::bit_cast<std::uint32_t>(weight(law, words[i])));
      }
    }
  }
}

/// Returns `count` standard draws through the generator, as the census makes them.
std::vector<double> sample(Distribution distribution, int count) {
  WordStream<Random123Words> words(20241206, 1);
  std::vector<double> draws;
  for (int k = 0; k < count; ++k) {
    draws.push_back(weight({distribution, 1.0F}, words.word(static_cast<std::uint64_t>(k))));
  }
  return draws;
}

TEST(Law, HasTheMomentsOfItsDensity) {
  const struct {
    Distribution distribution;
    double second, fourth, eighth;  // moments
  } cases[] = {{Distribution::normal, 1.0, 3.0, 105.0},
               {Distribution::uniform, 1.0 / 3, 1.0 / 5, 1.0 / 9},
               {Distribution::laplace, 2.0, 24.0, 40320.0}};
  constexpr int count = 1'000'000;
  for (const auto& expected : cases) {
    double first = 0.0;
    double second = 0.0;
    double fourth = 0.0;
    for (const double x : sample(expected.distribution, count)) {
      first += x;
      second += x * x;
      fourth += x * x * x * x;
    }
    const double n = count;
    EXPECT_LT(std::abs(first / n), 5 * std::sqrt(expected.second / n));
    EXPECT_LT(std::abs(second / n - expected.second),
              5 * std::sqrt((expected.fourth - expected.second * expected.second) / n));
    EXPECT_LT(std::abs(fourth / n - expected.fourth),
              5 * std::sqrt((expected.eighth - expected.fourth * expected.fourth) / n));
  }
}

TEST(Law, PassesKolmogorovSmirnov) {
  constexpr int count = 1'000'000;
  for (const Distribution distribution : every_distribution) {
    std::vector<double> draws = sample(distribution, count);
    std::sort(draws.begin(), draws.end());
    double distance = 0.0;
    for (int i = 0; i < count; ++i) {
      const double probability =
          testing::cumulative(distribution, draws[static_cast<std::size_t>(i)]);
      distance = std::max({distance, std::abs(probability - i / double{count}),
                           std::abs(probability - (i + 1) / double{count})});
    }
    // P(sqrt(n) D > 2.9) = 2 exp(-2 * 2.9^2) = 1e-7, about five sigma.
    EXPECT_LT(std::sqrt(double{count}) * distance, 2.9) << static_cast<int>(distribution);
  }
}

}  // namespace
}  // namespace census
