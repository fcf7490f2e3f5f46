#pragma once

#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/vanishing.hpp"
#include "cuda/questions/regions/vertex.hpp"

namespace census::regions {

/// The signs of a form at the vertices of a cell.
struct Signs {
  Sign at[max_vertices];
  bool positive = false;
  bool negative = false;
  bool uncertain = false;

  /// A linear function is positive inside the cell exactly if it is nowhere negative at the
  /// vertices, and somewhere positive.
  CENSUS_HD Relation relation() const {
    if (positive && negative) return Relation::cuts;
    if (uncertain || positive == negative) return Relation::uncertain;
    return positive ? Relation::positive : Relation::negative;
  }
};

/// Returns the signs of form j at the vertices of a cell with at most max_vertices of them.
template <int dimension>
CENSUS_HD void find_signs(const Forms<dimension>& forms, int j, const Vertices<dimension>& vertices,
                          Cell cell, const Vanishing& vanishing, Signs& signs) {
  for (int k = 0; k < cell.count; ++k) {
    const Sign sign = vanishing.at(vertices, cell, k)
                          ? Sign::zero
                          : sign_at(forms, j, vertices.get(cell.first + k));
    signs.at[k] = sign;
    signs.positive |= sign == Sign::positive;
    signs.negative |= sign == Sign::negative;
    signs.uncertain |= sign == Sign::uncertain;
  }
}

}  // namespace census::regions
