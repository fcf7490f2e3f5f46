// Philox for the instruction set that Highway is compiling for; see foreach_target.h. Included once
// for each.
#if defined(CENSUS_HOST_BACKEND_PHILOX_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CENSUS_HOST_BACKEND_PHILOX_INL_HPP
#undef CENSUS_HOST_BACKEND_PHILOX_INL_HPP
#else
#define CENSUS_HOST_BACKEND_PHILOX_INL_HPP
#endif

#include <cstddef>
#include <cstdint>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace census::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

/// One evaluation of Philox4x32-10 (Salmon et al., SC 2011) in each 64-bit lane of a vector.
/// Each 32-bit word sits in the lower half of a lane: one multiplication then gives both halves of
/// a product where they are needed, and what is left in the upper halves is never looked at.
template <class D>
class Philox {
 public:
  using V = hn::Vec<D>;

  V counter[4];

  /// Encrypts the counters of several evaluations: one waits for its products while others
  /// multiply.
  template <std::size_t number>
  static void encrypt(std::uint64_t key, Philox (&evaluations)[number]) {
    auto key_low = static_cast<std::uint32_t>(key);
    auto key_high = static_cast<std::uint32_t>(key >> 32);
    for (int round = 0; round < 10; ++round) {
      for (Philox& evaluation : evaluations) evaluation.round(key_low, key_high);
      key_low += 0x9E3779B9U;
      key_high += 0xBB67AE85U;
    }
  }

 private:
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

#endif

}  // namespace census::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
