#include "host/backend/philox_words.hpp"

#include <cstring>

// Highway compiles this file once for each instruction set, by including it again.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "host/backend/philox_words.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.
#include <hwy/highway.h>

#include "host/backend/philox-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace census::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

/// Without vectors, one block after the other.
void blocks(std::uint64_t key, std::uint64_t id, std::uint64_t first, std::size_t number,
            std::uint32_t* words) {
  for (std::size_t i = 0; i < number; ++i) {
    const WordBlock drawn = Random123Words::block(key, id, first + i);
    for (int word = 0; word < 4; ++word) *words++ = drawn.words[word];
  }
}

#else

/// At most eight lanes, so that sixteen blocks are whole vectors, two at a time.
using Blocks = hn::CappedTag<std::uint64_t, 8>;

/// Returns the lower halves of two vectors as pairs, a's before b's in each lane.
template <class D, class V = hn::Vec<D> >
V pairs(D wide, V a, V b) {
  const hn::Repartition<std::uint32_t, D> narrow;
  return hn::BitCast(
      wide, hn::OddEven(hn::BitCast(narrow, hn::ShiftLeft<32>(b)), hn::BitCast(narrow, a)));
}

/// Draws `number` vectors of blocks, each waiting for its products while the others multiply.
template <std::size_t number>
void vectors(std::uint64_t key, std::uint64_t id, std::uint64_t first, std::uint32_t* words) {
  const Blocks wide;
  const std::size_t lanes = hn::Lanes(wide);
  Philox<Blocks> philox[number];
  for (std::size_t j = 0; j < number; ++j) {
    const auto index = hn::Iota(wide, first + j * lanes);
    philox[j].counter[0] = index;
    philox[j].counter[1] = hn::ShiftRight<32>(index);
    philox[j].counter[2] = hn::Set(wide, id);
    philox[j].counter[3] = hn::Set(wide, id >> 32);
  }
  Philox<Blocks>::encrypt(key, philox);
  for (std::size_t j = 0; j < number; ++j) {
    alignas(64) std::uint64_t out[16];
    const auto& counter = philox[j].counter;
    hn::StoreInterleaved2(pairs(wide, counter[0], counter[1]), pairs(wide, counter[2], counter[3]),
                          wide, out);
    std::memcpy(words + 4 * j * lanes, out, lanes * sizeof(WordBlock));
  }
}

void blocks(std::uint64_t key, std::uint64_t id, std::uint64_t first, std::size_t number,
            std::uint32_t* words) {
  const std::size_t lanes = hn::Lanes(Blocks());
  std::size_t i = 0;
  for (; i + 4 * lanes <= number; i += 4 * lanes) vectors<4>(key, id, first + i, words + 4 * i);
  for (; i < number; i += 2 * lanes) vectors<2>(key, id, first + i, words + 4 * i);
}

#endif

}  // namespace census::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace census {

HWY_EXPORT(blocks);

void PhiloxWords::blocks(std::uint64_t key, std::uint64_t id, std::uint64_t first,
                         std::size_t number, std::uint32_t* words) {
  HWY_DYNAMIC_DISPATCH(blocks)(key, id, first, number, words);
}

}  // namespace census
#endif
