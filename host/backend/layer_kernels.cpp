#include "host/backend/layer_kernels.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

// Highway compiles this file once for each instruction set, by including it again.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "host/backend/layer_kernels.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.
#include <hwy/highway.h>

#include "cuda/loops.hpp"

HWY_BEFORE_NAMESPACE();
namespace census::HWY_NAMESPACE {

using death::LayerPass;
using death::LayerSums;
using death::LayerTerms;
using death::LivingColumns;
using death::NeuronMask;
using death::Rows;

// A fused multiply-add has one rounding: where there is no instruction for it, the library is
// asked. Teams have vectors on x86 alone; see vector_team.hpp.
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET <= HWY_AVX3

namespace hn = hwy::HWY_NAMESPACE;

/// At most sixteen lanes, so that rows padded to 32 hold whole blocks of two vectors.
using Floats = hn::CappedTag<float, 16>;
using Integers = hn::RebindToSigned<Floats>;
using Bits = hn::RebindToUnsigned<Floats>;
using V = hn::Vec<Floats>;
using Mask = hn::Mask<Floats>;

/// The most neurons whose sums, two vectors each, fit into registers beside what is multiplied.
constexpr int most_neurons = HWY_TARGET == HWY_AVX2 ? 6 : 10;

/// Layers of at most this many neurons lose points often.
constexpr int most_narrow = 5;

/// max(0, z) by one integer operation, as relu_bits: never -0.
HWY_INLINE V relu(V z) {
  const Integers integers;
  return hn::BitCast(Floats(), hn::Max(hn::BitCast(integers, z), hn::Zero(integers)));
}

HWY_INLINE bool is_zero(V x) { return hn::AllTrue(Floats(), hn::Eq(x, hn::Zero(Floats()))); }

/// The sums of neurons i, ..., i + neurons - 1 at the points from p on that fill two vectors.
template <int neurons>
struct Sums {
  V z[neurons][2];

  HWY_INLINE Sums(const LayerSums& layer, int i, std::size_t p) {
    const Floats floats;
    CENSUS_UNROLL
    for (int n = 0; n < neurons; ++n) z[n][0] = z[n][1] = hn::Zero(floats);
    for (int part = 0; part < layer.number; ++part) {
      const LayerTerms& terms = layer.parts[part];
      const float* HWY_RESTRICT weights = terms.weights + i;
      const float* HWY_RESTRICT x = terms.inputs.values + p;
      for (int k = 0; k < terms.count; ++k) {
        const V x0 = hn::LoadU(floats, x);
        const V x1 = hn::LoadU(floats, x + hn::Lanes(floats));
        CENSUS_UNROLL
        for (int n = 0; n < neurons; ++n) {
          const V weight = hn::Set(floats, weights[n]);
          z[n][0] = hn::MulAdd(weight, x0, z[n][0]);
          z[n][1] = hn::MulAdd(weight, x1, z[n][1]);
        }
        weights += layer.width;
        x += terms.inputs.stride;
      }
    }
  }
};

/// The columns that live, of one vector after the other: which they are, and moving them to the
/// front.
class Compaction {
 public:
  explicit Compaction(const LivingColumns& columns)
      : scale_(columns.scale), exponent_(columns.scaled ? columns.exponent : nullptr) {}

  /// Takes a vector of columns whose greatest outputs are `best`.
  HWY_INLINE void take(V best) {
    const Bits bits;
    lives_ = hn::Gt(best, hn::Zero(Floats()));
    // As unsigned integers, numbers below the least size are farther from it than the greatest.
    const auto from_least = hn::Sub(hn::BitCast(bits, best), hn::Set(bits, least_bits));
    const auto far = hn::Gt(from_least, hn::Set(bits, greatest_bits - least_bits));
    far_ = hn::Or(far_, hn::And(hn::RebindMask(Floats(), far), lives_));
  }

  /// Puts the numbers of those that live where the next columns of a row are.
  HWY_INLINE void put(V numbers, float* row) const {
    hn::StoreU(hn::Compress(numbers, lives_), Floats(), row + living_);
  }

  /// Ends the vector of columns from p on: puts what belongs to them besides outputs.
  HWY_INLINE void end(std::size_t p) {
    if (exponent_ != nullptr) {
      const Floats floats;
      const Integers integers;
      put(hn::LoadU(floats, scale_ + p), scale_);
      const V exponents = hn::BitCast(floats, hn::LoadU(integers, exponent_ + p));
      hn::StoreU(hn::BitCast(integers, hn::Compress(exponents, lives_)), integers,
                 exponent_ + living_);
    }
    count_living();
  }

  /// Ends a vector whose columns are where they belong.
  HWY_INLINE void count_living() { living_ += hn::CountTrue(Floats(), lives_); }

  /// Returns how many of the vectors' columns live.
  std::size_t living() const { return living_; }
  bool all_live() const { return hn::AllTrue(Floats(), lives_); }
  bool far() const { return !hn::AllFalse(Floats(), far_); }

 private:
  static constexpr auto least_bits = std::bit_cast<std::uint32_t>(death::least_size);
  static constexpr auto greatest_bits = std::bit_cast<std::uint32_t>(death::greatest_size);

  float* scale_;
  std::int32_t* exponent_;
  std::size_t living_ = 0;
  Mask lives_ = hn::FirstN(Floats(), 0);
  Mask far_ = hn::FirstN(Floats(), 0);
};

/// Returns which lanes of the vector from p on are columns.
HWY_INLINE Mask columns_from(std::size_t p, std::size_t count) {
  return hn::FirstN(Floats(), p < count ? count - p : 0);
}

/// A layer whose outputs stay in registers until it is known which points live.
template <int neurons>
LayerPass pass_narrow_layer(const LayerSums& layer, Rows out, LivingColumns& columns) {
  const Floats floats;
  const std::size_t lanes = hn::Lanes(floats);
  const auto count = static_cast<std::size_t>(columns.count);
  Compaction compaction(columns);
  float* rows[neurons];
  CENSUS_UNROLL
  for (int n = 0; n < neurons; ++n) rows[n] = out.row(n);
  V seen[neurons];
  CENSUS_UNROLL
  for (V& s : seen) s = hn::Zero(floats);
  for (std::size_t p = 0; p < count; p += 2 * lanes) {
    const Sums<neurons> sums(layer, 0, p);
    for (std::size_t v = 0; v < 2; ++v) {
      const std::size_t first = p + v * lanes;
      V y[neurons];
      CENSUS_UNROLL
      for (int n = 0; n < neurons; ++n) y[n] = relu(sums.z[n][v]);
      if (first + lanes > count) {
        CENSUS_UNROLL
        for (V& numbers : y) {
          numbers = hn::IfThenElseZero(columns_from(first, count), numbers);
        }
      }
      V best = y[0];
      CENSUS_UNROLL
      for (int n = 1; n < neurons; ++n) best = hn::Max(best, y[n]);
      compaction.take(best);
      CENSUS_UNROLL
      for (int n = 0; n < neurons; ++n) {
        seen[n] = hn::Or(seen[n], y[n]);
        compaction.put(y[n], rows[n]);
      }
      compaction.end(first);
    }
  }
  LayerPass pass;
  pass.far = compaction.far();
  CENSUS_UNROLL
  for (int n = 0; n < neurons; ++n) pass.active.insert(n, !is_zero(seen[n]));
  columns.count = static_cast<int>(compaction.living());
  return pass;
}

/// The ReLUs of neurons i, ..., i + neurons - 1 at the points from p on that fill two vectors.
template <int neurons>
void activate(const LayerSums& layer, Rows out, const LivingColumns& columns, int i, std::size_t p,
              NeuronMask& active) {
  const Floats floats;
  const std::size_t lanes = hn::Lanes(floats);
  Sums<neurons> sums(layer, i, p);
  float* const best = columns.best + p;
  V most0 = hn::Zero(floats);
  V most1 = hn::Zero(floats);
  if (i > 0) {
    most0 = hn::LoadU(floats, best);
    most1 = hn::LoadU(floats, best + lanes);
  }
  float* row = out.row(i) + p;
  CENSUS_UNROLL
  for (auto& z : sums.z) {
    z[0] = relu(z[0]);
    z[1] = relu(z[1]);
    most0 = hn::Max(most0, z[0]);
    most1 = hn::Max(most1, z[1]);
    hn::StoreU(z[0], floats, row);
    hn::StoreU(z[1], floats, row + lanes);
    row += out.stride;
  }
  hn::StoreU(most0, floats, best);
  hn::StoreU(most1, floats, best + lanes);
  // Most neurons are active at some point of the first block.
  if (active.contain_all(i, neurons)) return;
  const auto count = static_cast<std::size_t>(columns.count);
  const Mask columns0 = columns_from(p, count);
  const Mask columns1 = columns_from(p + lanes, count);
  CENSUS_UNROLL
  for (int n = 0; n < neurons; ++n) {
    active.insert(i + n, !is_zero(hn::Or(hn::IfThenElseZero(columns0, sums.z[n][0]),
                                         hn::IfThenElseZero(columns1, sums.z[n][1]))));
  }
}

/// Calls `activate` compiled for as many neurons.
template <int neurons>
void activate_neurons(int number, const LayerSums& layer, Rows out, const LivingColumns& columns,
                      int i, std::size_t p, NeuronMask& active) {
  if constexpr (neurons > 1) {
    if (number < neurons) {
      return activate_neurons<neurons - 1>(number, layer, out, columns, i, p, active);
    }
  }
  activate<neurons>(layer, out, columns, i, p, active);
}

/// A layer of any width, whose points seldom die.
LayerPass pass_wide_layer(const LayerSums& layer, Rows out, LivingColumns& columns) {
  const Floats floats;
  const std::size_t lanes = hn::Lanes(floats);
  const auto count = static_cast<std::size_t>(columns.count);
  const int blocks = (layer.width + most_neurons - 1) / most_neurons;
  const int neurons = (layer.width + blocks - 1) / blocks;
  LayerPass pass;
  for (std::size_t p = 0; p < count; p += 2 * lanes) {
    for (int i = 0; i < layer.width; i += neurons) {
      const int left = layer.width - i;
      activate_neurons<most_neurons>(left < neurons ? left : neurons, layer, out, columns, i, p,
                                     pass.active);
    }
  }
  Compaction compaction(columns);
  for (std::size_t p = 0; p < count; p += lanes) {
    const V best = hn::LoadU(floats, columns.best + p);
    if (p + lanes <= count) {
      compaction.take(best);
    } else {
      compaction.take(hn::IfThenElseZero(columns_from(p, count), best));
    }
    if (compaction.living() == p && compaction.all_live()) {
      compaction.count_living();
      continue;
    }
    float* row = out.values;
    for (int i = 0; i < layer.width; ++i) {
      compaction.put(hn::LoadU(floats, row + p), row);
      row += out.stride;
    }
    compaction.end(p);
  }
  pass.far = compaction.far();
  columns.count = static_cast<int>(compaction.living());
  return pass;
}

LayerPass pass_layer(const LayerSums& layer, Rows out, LivingColumns& columns) {
  static_assert(most_narrow == 5);
  switch (layer.width) {
    case 1:
      return pass_narrow_layer<1>(layer, out, columns);
    case 2:
      return pass_narrow_layer<2>(layer, out, columns);
    case 3:
      return pass_narrow_layer<3>(layer, out, columns);
    case 4:
      return pass_narrow_layer<4>(layer, out, columns);
    case 5:
      return pass_narrow_layer<5>(layer, out, columns);
    default:
      return pass_wide_layer(layer, out, columns);
  }
}

#else

LayerPass pass_layer(const LayerSums& layer, Rows out, LivingColumns& columns) {
  return death::pass_layer(layer, out, columns, SoloTeam{});
}

#endif

}  // namespace census::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace census {

HWY_EXPORT(pass_layer);

death::LayerPass death::pass_layer_in_vectors(const LayerSums& layer, Rows out,
                                              LivingColumns& columns) {
  return HWY_DYNAMIC_DISPATCH(pass_layer)(layer, out, columns);
}

}  // namespace census
#endif
