#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace census::testing {

/// Word `offset` of network `id` under generator key `key`.
struct WordAddress {
  std::uint64_t key;
  std::uint64_t id;
  std::uint64_t offset;
};

/// Returns at least `count` addresses: all combinations of special values (0, 1, around 2^32, 2^34
/// and the largest), consecutive words of a few networks, and random ones.
std::vector<WordAddress> word_addresses(std::size_t count);

/// Returns the words at these addresses by Random123. A function of a source of its own, because
/// Random123 and cuRAND cannot be included together.
std::vector<std::uint32_t> random123_words(const std::vector<WordAddress>& addresses);

}  // namespace census::testing
