#include "host/backend/philox_rows.hpp"

// Highway compiles this file once for each instruction set, by including it again.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "host/backend/philox_rows.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.
#include <hwy/highway.h>

#include "cuda/random/random123_words.hpp"
#include "host/backend/philox-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace census::HWY_NAMESPACE {

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

void block(std::uint64_t key, std::uint64_t index, const std::uint64_t* HWY_RESTRICT ids,
           std::size_t number, std::uint32_t* const* words) {
  // At most eight lanes, so that rows padded to sixteen hold two whole vectors.
  const hn::CappedTag<std::uint64_t, 8> wide;
  const hn::Rebind<std::uint32_t, decltype(wide)> half;
  const std::size_t lanes = hn::Lanes(wide);
  const auto low_index = hn::Set(wide, index & 0xffffffffU);
  const auto high_index = hn::Set(wide, index >> 32);
  for (std::size_t i = 0; i < number; i += 2 * lanes) {
    Philox<hn::CappedTag<std::uint64_t, 8> > philox[2];
    for (std::size_t j = 0; j < 2; ++j) {
      const auto id = hn::LoadU(wide, ids + i + j * lanes);
      philox[j].counter[0] = low_index;
      philox[j].counter[1] = high_index;
      philox[j].counter[2] = id;
      philox[j].counter[3] = hn::ShiftRight<32>(id);
    }
    Philox<hn::CappedTag<std::uint64_t, 8> >::encrypt(key, philox);
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
