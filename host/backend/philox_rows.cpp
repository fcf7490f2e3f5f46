#include "host/backend/philox_rows.hpp"

// Highway compiles this file once for each instruction set, by including it again.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "host/backend/philox_rows.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.
#include <hwy/highway.h>

#include "cuda/random/random123_words.hpp"

HWY_BEFORE_NAMESPACE();
namespace census::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

/// Without vectors, one network after the other.
void block(std::uint64_t key, std::uint64_t index, const std::uint64_t* ids, std::size_t number,
           std::uint32_t* const* words) {
  for (std::size_t i = 0; i < number; ++i) {
    const WordBlock drawn = Random123Words::block(key, ids[i], index);
    for (int word = 0; word < 4; ++word) words[word][i] = drawn.words[word];
  }
}

#else

/// Philox4x32-10 (Salmon et al., SC 2011). Each 32-bit word sits in the lower half of a 64-bit
/// lane: one multiplication then gives both halves of a product where they are needed, and what is
/// left in the upper halves is never looked at.
template <class D, class V = hn::Vec<D> >
struct Philox {
  V counter[4];

  static V product(std::uint32_t factor, V word) {
    const hn::Repartition<std::uint32_t, D> narrow;
    return hn::MulEven(hn::Set(narrow, factor), hn::BitCast(narrow, word));
  }

  void round(std::uint32_t key_low, std::uint32_t key_high) {
    const D wide;
    const V first = product(0xD2511F53U, counter[0]);
    const V second = product(0xCD9E8D57U, counter[2]);
    counter[0] = hn::Xor3(hn::ShiftRight<32>(second), counter[1], hn::Set(wide, key_low));
    counter[2] = hn::Xor3(hn::ShiftRight<32>(first), counter[3], hn::Set(wide, key_high));
    counter[1] = second;
    counter[3] = first;
  }
};

void block(std::uint64_t key, std::uint64_t index, const std::uint64_t* HWY_RESTRICT ids,
           std::size_t number, std::uint32_t* const* words) {
  // At most eight lanes, so that rows padded to sixteen hold two whole vectors.
  const hn::CappedTag<std::uint64_t, 8> wide;
  const hn::Rebind<std::uint32_t, decltype(wide)> half;
  const std::size_t lanes = hn::Lanes(wide);
  const auto low_index = hn::Set(wide, index & 0xffffffffU);
  const auto high_index = hn::Set(wide, index >> 32);
  for (std::size_t i = 0; i < number; i += 2 * lanes) {
    // Two vectors at a time: one waits for its products while the other multiplies.
    Philox<hn::CappedTag<std::uint64_t, 8> > philox[2];
    for (std::size_t j = 0; j < 2; ++j) {
      const auto id = hn::LoadU(wide, ids + i + j * lanes);
      philox[j].counter[0] = low_index;
      philox[j].counter[1] = high_index;
      philox[j].counter[2] = id;
      philox[j].counter[3] = hn::ShiftRight<32>(id);
    }
    auto key_low = static_cast<std::uint32_t>(key);
    auto key_high = static_cast<std::uint32_t>(key >> 32);
    for (int round = 0; round < 10; ++round) {
      philox[0].round(key_low, key_high);
      philox[1].round(key_low, key_high);
      key_low += 0x9E3779B9U;
      key_high += 0xBB67AE85U;
    }
    for (std::size_t j = 0; j < 2; ++j) {
      for (int word = 0; word < 4; ++word) {
        hn::StoreU(hn::TruncateTo(half, philox[j].counter[word]), half,
                   words[word] + i + j * lanes);
      }
    }
  }
}

#endif

}  // namespace census::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace census {

HWY_EXPORT(block);

void PhiloxRows::block(std::uint64_t key, std::uint64_t index, const std::uint64_t* ids,
                       std::size_t number, std::uint32_t* const words[4]) {
  HWY_DYNAMIC_DISPATCH(block)(key, index, ids, number, words);
}

}  // namespace census
#endif
