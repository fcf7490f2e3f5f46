#include "cuda/random/parameter_rows.hpp"

#include <memory>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/backend/philox_rows.hpp"

namespace census {
namespace {

using Rows = ParameterRows<PhiloxRows>;

constexpr std::uint64_t key = 0x123456789abcdef0;

/// Parameter k of network `id`, drawn alone.
float drawn(Law law, std::uint64_t id, std::uint64_t k) {
  WordStream<Random123Words> stream(key, id);
  return weight(law, stream.word(k));
}

TEST(ParameterRows, DrawWhatEachNetworkHas) {
  const Law laws[] = {{}, {Distribution::cauchy, 3.0F}, {Distribution::uniform, 0.5F}};
  std::vector<std::uint64_t> ids(200);
  std::iota(ids.begin(), ids.end(), 1ULL << 33);
  const auto rows = std::make_unique<Rows>(key);
  rows->begin(ids.data(), ids.size());
  Rows::Row row;
  for (std::uint64_t k = 0; k < 11; ++k) {
    rows->draw(laws[k % 3], row);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      ASSERT_EQ(row[i], drawn(laws[k % 3], ids[i], k)) << "parameter " << k << ", network " << i;
    }
  }
}

TEST(ParameterRows, KeepTheWordsOfTheNetworksThatAreKept) {
  std::vector<std::uint64_t> ids(Rows::columns);
  std::iota(ids.begin(), ids.end(), 0);
  // Dropped in the middle of a block of four words, and at its end.
  for (const std::uint64_t first_words : {1U, 3U, 4U, 6U}) {
    const auto rows = std::make_unique<Rows>(key);
    rows->begin(ids.data(), ids.size());
    Rows::Row row;
    for (std::uint64_t k = 0; k < first_words; ++k) rows->draw({}, row);
    std::vector<std::uint32_t> kept;
    for (std::uint32_t i = 1; i < Rows::columns; i += 1 + i % 3) kept.push_back(i);
    rows->keep(kept.data(), kept.size());
    rows->move(kept.data(), row);
    ASSERT_EQ(rows->number(), kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      ASSERT_EQ(rows->id(i), kept[i]);
      ASSERT_EQ(row[i], drawn({}, kept[i], first_words - 1));
    }
    for (std::uint64_t k = first_words; k < first_words + 6; ++k) {
      rows->draw({}, row);
      for (std::size_t i = 0; i < kept.size(); ++i) {
        ASSERT_EQ(row[i], drawn({}, kept[i], k)) << "after " << first_words << " words";
      }
    }
  }
}

TEST(ParameterRows, BeginAnew) {
  const auto rows = std::make_unique<Rows>(key);
  const std::uint64_t ids[] = {5, 6, 7};
  Rows::Row row;
  for (int turn = 0; turn < 2; ++turn) {
    rows->begin(ids, 3);
    rows->draw({}, row);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(row[i], drawn({}, ids[i], 0));
  }
}

}  // namespace
}  // namespace census
