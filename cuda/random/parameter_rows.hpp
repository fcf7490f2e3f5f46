#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "cuda/random/law.hpp"

namespace census {

/// The parameters of many networks side by side, on a processor: one row for each parameter, drawn
/// one after the other, and one column for each network. Loops over the columns have no branches,
/// so that compilers turn them into vector instructions.
///
/// `Words` draws blocks of words for many networks; see PhiloxRows.
template <class Words>
class ParameterRows {
 public:
  /// How many networks are drawn at a time: their rows stay in the first cache.
  static constexpr std::size_t columns = 256;
  using Row = float[columns];

  explicit ParameterRows(std::uint64_t key) : key_(key) {}

  /// Begins with networks ids[0], ..., ids[number - 1], number <= columns, and their first word.
  void begin(const std::uint64_t* ids, std::size_t number) {
    for (std::size_t i = 0; i < number; ++i) id_[i] = ids[i];
    for (std::size_t i = number; i < columns; ++i) id_[i] = 0;
    number_ = number;
    next_word_ = 0;
  }

  /// Returns how many networks are left.
  std::size_t number() const { return number_; }

  /// Returns the id of the network in column i.
  std::uint64_t id(std::size_t i) const { return id_[i]; }

  /// Returns the next word of every network, valid until the next call.
  const std::uint32_t* next_words() {
    if (next_word_ % 4 == 0) {
      std::uint32_t* const rows[4] = {words_[0], words_[1], words_[2], words_[3]};
      Words::block(key_, next_word_ / 4, id_, number_, rows);
    }
    return words_[next_word_++ % 4];
  }

  /// Draws the next parameter of every network. Fills whole vectors.
  void draw(Law law, float* row) {
    const std::uint32_t* words = next_words();
    for (std::size_t i = 0; i < number_; i += multiple) {
      to_weights<multiple>(law, words + i, row + i);
    }
  }

  /// Puts the next word of every network, bit for bit, where its parameter is to be, so that it
  /// need not be computed for networks that the word's sign settles. See `to_parameters`.
  const std::uint32_t* draw_words(float* row) {
    const std::uint32_t* words = next_words();
    for (std::size_t i = 0; i < number_; ++i) row[i] = std::bit_cast<float>(words[i]);
    return words;
  }

  /// Turns the words in a row into the parameters they name.
  void to_parameters(Law law, float* row) const {
    for (std::size_t i = 0; i < number_; i += multiple) {
      std::uint32_t words[multiple];
      for (int lane = 0; lane < multiple; ++lane) {
        words[lane] = std::bit_cast<std::uint32_t>(row[i + static_cast<std::size_t>(lane)]);
      }
      to_weights<multiple>(law, words, row + i);
    }
  }

  /// Keeps the networks in columns kept[0] < ... < kept[left - 1] only, as columns 0, ..., left
  /// - 1. Rows that were drawn before are moved by `move`, with the same columns.
  void keep(const std::uint32_t* kept, std::size_t left) {
    number_ = left;
    move(kept, id_);
    if (next_word_ % 4 == 0) return;
    for (std::uint64_t word = next_word_ % 4; word < 4; ++word) move(kept, words_[word]);
  }

  /// Moves the columns that were kept to the front of a row.
  template <class T>
  void move(const std::uint32_t* kept, T* row) const {
    // A column never moves back, so that vectors of them may be read before they are written.
#pragma GCC ivdep
    for (std::size_t i = 0; i < number_; ++i) row[i] = row[kept[i]];
  }

 private:
  static constexpr int multiple = Words::row_multiple;

  std::uint64_t key_;
  std::size_t number_ = 0;
  std::uint64_t next_word_ = 0;
  alignas(64) std::uint64_t id_[columns] = {};
  alignas(64) std::uint32_t words_[4][columns] = {};
};

}  // namespace census
