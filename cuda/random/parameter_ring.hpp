#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/random/law.hpp"
#include "cuda/random/word_stream.hpp"

namespace census {

/// The last parameters of a network that were drawn, in the order of their words, as variables of
/// scale 1. A team draws them in batches of whole vectors ahead of where it reads, so that layers
/// of a few neurons share their batches.
template <class Generator>
class ParameterRing {
 public:
  /// Words are drawn in multiples of this many.
  static constexpr std::uint64_t granule = 64;

  /// Layers of more parameters than a granule draw this many at least: it is faster.
  static constexpr std::uint64_t large_granule = 256;

  /// Returns how many numbers a ring has room for from which up to `count` are read at a time.
  CENSUS_HD static std::size_t capacity(std::size_t count) {
    std::size_t size = granule;
    while (size < count + granule_of(count)) size *= 2;
    return size;
  }

  /// A ring in memory of capacity(count) numbers, for the words first, first + 1, ... of network
  /// `id`; `first` is a multiple of the granule.
  CENSUS_HD ParameterRing(float* memory, std::size_t count, std::uint64_t key, std::uint64_t id,
                          std::uint64_t first, Distribution distribution)
      : memory_(memory),
        mask_(capacity(count) - 1),
        granule_(granule_of(count)),
        key_(key),
        id_(id),
        drawn_(first),
        law_{distribution, 1.0F} {}

  /// Draws up to word `end`. Lanes read what others drew after the team has synchronised, and none
  /// reads while another draws.
  template <class Team>
  CENSUS_HD void draw(std::uint64_t end, const Team& team) {
    if (end <= drawn_) return;
    const std::uint64_t past = drawn_ + (end - drawn_ + granule_ - 1) / granule_ * granule_;
    const auto rank = static_cast<std::uint64_t>(team.rank());
    const std::uint64_t step = run * static_cast<std::uint64_t>(team.size());
    for (std::uint64_t word = drawn_ + run * rank; word < past; word += step) {
      draw_run(word, run < past - word ? run : past - word);
    }
    drawn_ = past;
  }

  /// Sets out[e] to scale times variable first + e, e = 0, ..., count - 1, each lane its share.
  template <class Team>
  CENSUS_HD void read(std::uint64_t first, int count, float scale, float* out,
                      const Team& team) const {
    const auto start = static_cast<std::size_t>(first & mask_);
    const auto room = mask_ + 1 - start;
    const int whole = static_cast<std::size_t>(count) <= room ? count : static_cast<int>(room);
    for (int e = team.rank(); e < whole; e += team.size())
      out[e] = scale * memory_[start + index(e)];
    const int rest = count - whole;
    for (int e = team.rank(); e < rest; e += team.size()) out[whole + e] = scale * memory_[e];
  }

 private:
  /// How many words become parameters side by side, and how many a lane draws at once.
  static constexpr std::uint64_t batch = Generator::lanes > 1 ? 64 : 4;
  static constexpr std::uint64_t run = Generator::lanes > 1 ? 512 : 4;

  CENSUS_HD static std::uint64_t granule_of(std::size_t count) {
    return count > granule ? large_granule : granule;
  }

  CENSUS_HD static std::size_t index(int e) { return static_cast<std::size_t>(e); }

  /// Draws words first, ..., first + count - 1, a multiple of the batch.
  CENSUS_HD void draw_run(std::uint64_t first, std::uint64_t count) {
    alignas(64) std::uint32_t words[run];
    draw_blocks<Generator>(key_, id_, first / 4, count / 4, words);
    for (std::uint64_t word = 0; word < count; word += batch) {
      to_weights<static_cast<int>(batch)>(law_, words + word, memory_ + ((first + word) & mask_));
    }
  }

  float* memory_;
  std::size_t mask_;
  std::uint64_t granule_;
  std::uint64_t key_;
  std::uint64_t id_;
  std::uint64_t drawn_;
  Law law_;
};

}  // namespace census
