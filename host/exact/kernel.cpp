#include "host/exact/kernel.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace census {

Rational dot(const RationalVector& a, const RationalVector& x) {
  Rational sum;
  for (std::size_t k = 0; k < a.size(); ++k) sum = multiply_add(a[k], x[k], sum);
  return sum;
}

Echelon echelon(RationalMatrix matrix, int columns) {
  Echelon result;
  std::size_t rank = 0;
  for (int column = 0; column < columns && rank < matrix.size(); ++column) {
    const auto c = static_cast<std::size_t>(column);
    std::size_t pivot = rank;
    while (pivot < matrix.size() && sign(matrix[pivot][c]) == Sign::zero) ++pivot;
    if (pivot == matrix.size()) continue;
    std::swap(matrix[rank], matrix[pivot]);
    const Rational scale = matrix[rank][c];
    for (Rational& entry : matrix[rank]) entry = divide(entry, scale);
    for (std::size_t row = 0; row < matrix.size(); ++row) {
      if (row == rank) continue;
      const Rational factor = negate(matrix[row][c]);
      for (std::size_t k = 0; k < matrix[row].size(); ++k) {
        matrix[row][k] = multiply_add(factor, matrix[rank][k], matrix[row][k]);
      }
    }
    result.pivot_columns.push_back(column);
    ++rank;
  }

  for (int column = 0; column < columns; ++column) {
    if (std::ranges::find(result.pivot_columns, column) != result.pivot_columns.end()) continue;
    RationalVector vector(static_cast<std::size_t>(columns));
    vector[static_cast<std::size_t>(column)] = Rational(1.0);
    for (std::size_t row = 0; row < rank; ++row) {
      vector[static_cast<std::size_t>(result.pivot_columns[row])] =
          negate(matrix[row][static_cast<std::size_t>(column)]);
    }
    result.kernel.push_back(std::move(vector));
  }
  return result;
}

}  // namespace census
