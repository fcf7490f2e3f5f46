#pragma once

#include "cuda/portability.hpp"

namespace census::regions {

/// A cell of the subdivision, an interval or a convex polygon, perhaps with vertices at infinity:
/// `count` corners from number `first` on; of a polygon counterclockwise.
struct Cell {
  int first;
  int count;
  int layer;  ///< whose neurons divide it

  /// Returns which corner follows, or comes before, the cell's corner k.
  CENSUS_HD int next(int k) const { return k + 1 == count ? 0 : k + 1; }
  CENSUS_HD int previous(int k) const { return (k == 0 ? count : k) - 1; }
};

/// The most corners a cell may have, as many as a word has bits; networks with larger ones are left
/// to exact arithmetic.
inline constexpr int max_vertices = 64;

}  // namespace census::regions
