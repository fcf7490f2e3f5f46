#pragma once

#include <cstdint>

#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/vertex.hpp"

namespace census::regions {

/// A cell of the subdivision, an interval or a convex polygon, perhaps with vertices at infinity:
/// `count` vertices from number `first` on; of a polygon counterclockwise.
struct Cell {
  int first;
  int count;
};

/// The most vertices a cell may have; networks with larger ones are left to exact arithmetic.
inline constexpr int max_vertices = 64;

/// What a form does on a cell.
enum class Relation : std::uint8_t {
  uncertain = 0,
  positive = 1,  ///< in the interior
  negative = 2,
  cuts = 4  ///< it has both signs
};

}  // namespace census::regions
