#include "tests/random/word_source.hpp"

#include <random>

#include <Random123/philox.h>

namespace census::testing {

std::vector<WordAddress> word_addresses(std::size_t count) {
  const std::uint64_t special[] = {0,
                                   1,
                                   2,
                                   3,
                                   4,
                                   5,
                                   0xfffffffeU,
                                   0xffffffffU,
                                   1ULL << 32,
                                   (1ULL << 32) + 1,
                                   (1ULL << 34) - 1,
                                   1ULL << 34,
                                   (1ULL << 34) + 1,
                                   1ULL << 63,
                                   ~0ULL - 1,
                                   ~0ULL};
  std::vector<WordAddress> addresses;
  for (const std::uint64_t key : special) {
    for (const std::uint64_t id : special) {
      for (const std::uint64_t offset : special) addresses.push_back({key, id, offset});
    }
  }
  std::mt19937_64 rng(20241206);
  for (int network = 0; network < 8; ++network) {
    const std::uint64_t key = rng();
    const std::uint64_t id = rng();
    const std::uint64_t start = network % 2 == 0 ? (1ULL << 32) - 5000 : rng() >> 2;
    for (std::uint64_t k = 0; k < 10'000; ++k) addresses.push_back({key, id, start + k});
  }
  while (addresses.size() < count) addresses.push_back({rng(), rng(), rng()});
  return addresses;
}

std::vector<std::uint32_t> random123_words(const std::vector<WordAddress>& addresses) {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  std::vector<std::uint32_t> words;
  words.reserve(addresses.size());
  for (const WordAddress& a : addresses) {
    const std::uint64_t block = a.offset / 4;
    const r123::Philox4x32 philox;
    const auto out =
        philox({{low(block), high(block), low(a.id), high(a.id)}}, {{low(a.key), high(a.key)}});
    words.push_back(out[a.offset % 4]);
  }
  return words;
}

}  // namespace census::testing
