#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/random/word_stream.hpp"

namespace census {

/// Reads many words of one network, the same as WordStream. Where the generator evaluates many
/// blocks at once, it draws that many ahead: made for reading in increasing order.
template <class Generator>
class WordReader : WordStream<Generator> {
 public:
  using WordStream<Generator>::WordStream;
  using WordStream<Generator>::read;
};

template <class Generator>
requires requires(std::uint32_t* words) { Generator::blocks(0, 0, 0, std::size_t{16}, words); }
class WordReader<Generator> {
 public:
  WordReader(std::uint64_t key, std::uint64_t id) : key_(key), id_(id) {}

  /// Copies words first, ..., first + count - 1 to `out`.
  void read(std::uint64_t first, int count, std::uint32_t* out) {
    while (count > 0) {
      if (first / size != first_ / size) {
        first_ = first / size * size;
        Generator::blocks(key_, id_, first_ / 4, size / 4, words_);
      }
      const std::uint64_t begin = first % size;
      const auto wanted = static_cast<std::uint64_t>(count);
      const std::uint64_t number = wanted < size - begin ? wanted : size - begin;
      for (std::uint64_t i = 0; i < number; ++i) out[i] = words_[begin + i];
      first += number;
      out += number;
      count -= static_cast<int>(number);
    }
  }

 private:
  static constexpr std::uint64_t size = 128;

  std::uint64_t key_;
  std::uint64_t id_;
  std::uint64_t first_ = ~std::uint64_t{0};  ///< word in the buffer; none yet
  alignas(64) std::uint32_t words_[size];
};

}  // namespace census
