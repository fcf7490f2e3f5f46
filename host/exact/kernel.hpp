#pragma once

#include <vector>

#include "host/exact/rational.hpp"

namespace census {

using RationalVector = std::vector<Rational>;
using RationalMatrix = std::vector<RationalVector>;

/// Row echelon form of a matrix: its pivot columns, one for each independent row, and a basis of
/// its kernel {x : A x = 0}, one vector for each other column.
struct Echelon {
  std::vector<int> pivot_columns;
  RationalMatrix kernel;
};

/// Returns the echelon form of `matrix`, rows of `columns` entries each, by Gauss-Jordan
/// elimination.
Echelon echelon(RationalMatrix matrix, int columns);

/// Returns sum_k a_k x_k.
Rational dot(const RationalVector& a, const RationalVector& x);

}  // namespace census
