#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/portability.hpp"

namespace census {

/// Four consecutive words of a network: what one evaluation of Philox4x32-10 yields.
struct WordBlock {
  std::uint32_t words[4];
};

/// The random words of one network. Word k of network `id` under generator key `key` is lane k mod
/// 4 of Philox4x32-10 with
///
///     key     = { key mod 2^32, key / 2^32 }
///     counter = { k/4 mod 2^32, (k/4) / 2^32, id mod 2^32, id / 2^32 },
///
/// the word that cuRAND's curand() returns after curand_init(key, id, k, &state). Every network has
/// 2^66 words of its own, so that streams cannot overlap.
///
/// `Generator` evaluates the bijection: a type with
///     static WordBlock block(std::uint64_t key, std::uint64_t id, std::uint64_t index)
/// and `static constexpr int lanes`, how many words are worth turning into weights side by side.
/// and, where it can evaluate many at once,
///     static void blocks(std::uint64_t key, std::uint64_t id, std::uint64_t first,
///                        std::size_t number, std::uint32_t* words)
/// for blocks first, first + 1, ..., first + number - 1; `number` is a multiple of 16.
/// Reading words in increasing order evaluates each block once.
template <class Generator>
class WordStream {
 public:
  CENSUS_HD WordStream(std::uint64_t key, std::uint64_t id) : key_(key), id_(id) {}

  /// Returns word `k` of the network.
  CENSUS_HD std::uint32_t word(std::uint64_t k) {
    if (k / 4 != index_) {
      index_ = k / 4;
      block_ = Generator::block(key_, id_, index_);
    }
    // Chosen by selects: a run-time index would move the block from registers to memory.
    const std::uint32_t low = (k & 1) != 0 ? block_.words[1] : block_.words[0];
    const std::uint32_t high = (k & 1) != 0 ? block_.words[3] : block_.words[2];
    return (k & 2) != 0 ? high : low;
  }

  /// Copies words first, ..., first + count - 1 to `out`.
  CENSUS_HD void read(std::uint64_t first, int count, std::uint32_t* out) {
    for (int i = 0; i < count; ++i) out[i] = word(first + static_cast<std::uint64_t>(i));
  }

 private:
  static constexpr std::uint64_t no_block = ~std::uint64_t{0};

  std::uint64_t key_;
  std::uint64_t id_;
  std::uint64_t index_ = no_block;
  WordBlock block_ = {};
};

/// Sets `words` to the words of blocks first, ..., first + number - 1 of network `id`; where the
/// generator draws many blocks at once, `number` is a multiple of 16.
template <class Generator>
CENSUS_HD void draw_blocks(std::uint64_t key, std::uint64_t id, std::uint64_t first,
                           std::size_t number, std::uint32_t* words) {
  if constexpr (requires { Generator::blocks(key, id, first, number, words); }) {
    Generator::blocks(key, id, first, number, words);
  } else {
    for (std::size_t b = 0; b < number; ++b) {
      const WordBlock block = Generator::block(key, id, first + b);
      for (int i = 0; i < 4; ++i) words[4 * b + static_cast<std::size_t>(i)] = block.words[i];
    }
  }
}

}  // namespace census
