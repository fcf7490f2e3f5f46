#pragma once

#include <cstddef>
#include <cstdint>

namespace census {

/// Words of many networks at once, on the processor: the same as Random123Words, in the widest
/// vectors that the machine has, chosen when the program starts.
struct PhiloxRows {
  /// Rows are processed in whole vectors: arrays have room for a multiple of this many networks.
  static constexpr int row_multiple = 16;

  /// Sets words[j][i] to word 4 index + j of network ids[i], j < 4, i < number (see WordStream).
  /// Entries up to the next multiple of `row_multiple` are read and written too.
  static void block(std::uint64_t key, std::uint64_t index, const std::uint64_t* ids,
                    std::size_t number, std::uint32_t* const words[4]);
};

}  // namespace census
