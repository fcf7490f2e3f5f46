#pragma once

#include <cstdint>

#include "cuda/arrangement/elimination.hpp"
#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"

namespace census::regions {

/// The values of an arrangement's characteristic polynomial at -1 and 1, up to sign: of n
/// hyperplanes in R^d with intersections of full rank, the number of its regions and of its bounded
/// regions (Zaslavsky, Facing up to arrangements, Memoirs of the AMS 154 (1975)).
struct ArrangementCount {
  std::int64_t regions = 0;
  std::int64_t bounded = 0;
  bool known = true;  ///< false where the arithmetic cannot tell which intersections there are

  friend bool operator==(const ArrangementCount&, const ArrangementCount&) = default;
};

/// Returns C(n, k); fits for n <= 64 and k <= 8, and whatever else is below 2^63 / n.
CENSUS_HD constexpr std::int64_t binomial(int n, int k) {
  if (k < 0 || k > n) return 0;
  std::int64_t value = 1;
  for (int i = 1; i <= k; ++i) value = value * (n - k + i) / i;
  return value;
}

/// Returns the counts of `hyperplanes` hyperplanes in general position in R^dimension: the sum of
/// C(n, k), k <= d, and C(n - 1, d).
CENSUS_HD constexpr ArrangementCount generic_arrangement(int hyperplanes, int dimension) {
  ArrangementCount count;
  for (int k = 0; k <= dimension; ++k) count.regions += binomial(hyperplanes, k);
  count.bounded = hyperplanes == 0 ? 0 : binomial(hyperplanes - 1, dimension);
  return count;
}

/// Returns the counts of `hyperplanes` hyperplanes through the origin, otherwise in general
/// position: 2 times the sum of C(n - 1, k), k < d, and no bounded regions.
CENSUS_HD constexpr ArrangementCount generic_central_arrangement(int hyperplanes, int dimension) {
  ArrangementCount count;
  if (hyperplanes == 0) count.regions = 1;
  for (int k = 0; k < dimension && hyperplanes > 0; ++k) {
    count.regions += 2 * binomial(hyperplanes - 1, k);
  }
  return count;
}

namespace detail {

/// What the hyperplane of a row is in R^dimension.
enum class Flat { hyperplane, nothing, everything, unknown };

template <class Number, int dimension, int capacity>
CENSUS_HD Flat flat_of(const AffineRows<Number, dimension, capacity>& rows, int i) {
  if (best_pivot(rows, i) >= 0) return Flat::hyperplane;
  for (int k = 0; k < dimension; ++k) {
    if (sign(rows.coefficient[k][i]) != Sign::zero) return Flat::unknown;
  }
  switch (sign(rows.coefficient[dimension][i])) {
    case Sign::zero:
      return Flat::everything;
    case Sign::uncertain:
      return Flat::unknown;
    default:
      return Flat::nothing;
  }
}

/// Returns what count_arrangement does, with chi(1) itself as `bounded`.
template <class Number, int dimension, int capacity>
CENSUS_HD ArrangementCount add_hyperplanes(const AffineRows<Number, dimension, capacity>& rows,
                                           int count) {
  ArrangementCount sum{1, 1, true};
  if constexpr (dimension > 0) {
    AffineRows<Number, dimension - 1, capacity> restricted;
    for (int i = 0; i < count; ++i) {
      const Flat flat = flat_of(rows, i);
      if (flat == Flat::unknown) return {0, 0, false};
      if (flat != Flat::hyperplane) continue;
      restrict_to(rows, i, i, best_pivot(rows, i), restricted);
      bool is_new = true;
      for (int j = 0; j < i && is_new; ++j) {
        if (flat_of(rows, j) != Flat::hyperplane) continue;
        const Flat common = flat_of(restricted, j);
        if (common == Flat::unknown) return {0, 0, false};
        is_new = common != Flat::everything;
      }
      if (!is_new) continue;
      const ArrangementCount inside = add_hyperplanes(restricted, i);
      if (!inside.known) return inside;
      sum.regions += inside.regions;
      sum.bounded -= inside.bounded;
    }
  }
  return sum;
}

}  // namespace detail

/// Counts the regions of the arrangement of the hyperplanes of rows 0, ..., count - 1 by adding one
/// after the other. Hyperplane i divides as many regions as the earlier ones cut it into, and the
/// characteristic polynomial, t^dimension without hyperplanes, loses that of what they cut out on
/// it (deletion and restriction). A row that is constant has no hyperplane, and one whose
/// hyperplane is there already adds nothing.
///
/// `bounded` is right where the hyperplanes' normals span the space; otherwise no region is
/// bounded, and it counts those that are bounded up to the directions that all hyperplanes contain.
template <class Number, int dimension, int capacity>
CENSUS_HD ArrangementCount count_arrangement(const AffineRows<Number, dimension, capacity>& rows,
                                             int count) {
  ArrangementCount result = detail::add_hyperplanes(rows, count);
  if (result.bounded < 0) result.bounded = -result.bounded;
  return result;
}

/// Counts the regions of hyperplanes through the origin, whose rows have no constants. Every region
/// and its opposite lie on the two sides of hyperplane 0, so there are twice as many as the others
/// have on {row 0 = 1}. Changes the constant of row 0. No region is bounded.
template <class Number, int dimension, int capacity>
CENSUS_HD ArrangementCount count_central(AffineRows<Number, dimension, capacity>& rows, int count) {
  static_assert(dimension > 0);
  const int pivot = best_pivot(rows, 0);
  if (pivot < 0) return {0, 0, false};
  rows.coefficient[dimension][0] = Number(-1.0);
  AffineRows<Number, dimension - 1, capacity> restricted;
  restrict_to(rows, count, 0, pivot, restricted);
  // Row 0 itself is 0 there, which bounded arithmetic would not know further down.
  for (int k = 0; k < dimension; ++k) {
    restricted.coefficient[k][0] = restricted.coefficient[k][count - 1];
  }
  const ArrangementCount half = detail::add_hyperplanes(restricted, count - 1);
  return {2 * half.regions, 0, half.known};
}

}  // namespace census::regions
