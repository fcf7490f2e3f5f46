#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/random/random123_words.hpp"

namespace census {

/// Words of one network on the processor: the same as Random123Words, and many consecutive blocks
/// at once in the widest vectors that the machine has, chosen when the program starts.
struct PhiloxWords {
  static constexpr int lanes = Random123Words::lanes;

  static WordBlock block(std::uint64_t key, std::uint64_t id, std::uint64_t index) {
    return Random123Words::block(key, id, index);
  }

  /// Sets `words` to the words of blocks first, ..., first + number - 1 of network `id`; `number`
  /// is a multiple of 16.
  static void blocks(std::uint64_t key, std::uint64_t id, std::uint64_t first, std::size_t number,
                     std::uint32_t* words);
};

}  // namespace census
