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
  bool positive;
  bool negative;
  bool uncertain;

  /// A linear function is positive inside the cell exactly if it is nowhere negative at the
  /// vertices, and somewhere positive.
  CENSUS_HD Relation relation() const {
    if (positive && negative) return Relation::cuts;
    if (uncertain || positive == negative) return Relation::uncertain;
    return positive ? Relation::positive : Relation::negative;
  }
};

/// Finds the signs of form j at the vertices of a cell with at most max_vertices of them.
template <int dimension>
CENSUS_HD void find_signs(const Forms<dimension>& forms, int j, const Vertices<dimension>& vertices,
                          Cell cell, const Vanishing& vanishing, Signs& signs) {
  signs.positive = signs.negative = signs.uncertain = false;
  const bool some_vanish = vanishing.anywhere();
  for (int k = 0; k < cell.count; ++k) {
    if (some_vanish && vanishing.at(vertices, cell, k)) {
      signs.at[k] = Sign::zero;
      continue;
    }
    const Sign sign = sign_at(forms, j, vertices.get(cell.first + k));
    signs.at[k] = sign;
    signs.positive |= sign == Sign::positive;
    signs.negative |= sign == Sign::negative;
    signs.uncertain |= sign == Sign::uncertain;
  }
}

}  // namespace census::regions
