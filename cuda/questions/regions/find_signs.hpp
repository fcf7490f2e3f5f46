#pragma once

#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/loops.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/block.hpp"
#include "cuda/questions/regions/forms.hpp"
#include "cuda/questions/regions/single_bounds.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// The values of a few vectors of forms at `number` vertices.
template <class Numbers, int number, int dimension>
class Values {
 public:
  using Number = typename Numbers::Number;

  CENSUS_HD explicit Values(const Vertex<dimension>* const (&vertices)[number]) {
    CENSUS_UNROLL
    for (int n = 0; n < number; ++n) {
      CENSUS_UNROLL
      for (int k = 0; k <= dimension; ++k) {
        points_[n][k] = Numbers::fill(static_cast<Number>(vertices[n]->coordinate[k]));
      }
    }
  }

  /// Clears the bits, from bit `first` on, of signs that the forms from number `first` on certainly
  /// do not have.
  /// @param bound of the values' errors. Where a value or its bound is no number, no comparison
  /// holds, and nothing is certain.
  CENSUS_HD void exclude_signs(Number* const (&coefficient)[dimension + 1], int first,
                               const Numbers& bound, SignWord (&signs)[number]) const {
    const Numbers lower_bound = Numbers::negate(bound);
    CENSUS_UNROLL
    for (int n = 0; n < number; ++n) {
      Numbers value =
          Numbers::multiply(Numbers::load(coefficient[dimension] + first), points_[n][dimension]);
      CENSUS_UNROLL
      for (int k = 0; k < dimension; ++k) {
        value = Numbers::fma(Numbers::load(coefficient[k] + first), points_[n][k], value);
      }
      signs[n].negative &= ~(Numbers::greater(value, bound) << first);
      signs[n].positive &= ~(Numbers::greater(lower_bound, value) << first);
    }
  }

 private:
  Numbers points_[number][dimension + 1];
};

/// Returns the largest error of a few vertices.
template <int number, int dimension>
CENSUS_HD double largest_error(const Vertex<dimension>* const (&vertices)[number]) {
  double error = 0.0;
  for (const Vertex<dimension>* const vertex : vertices) {
    error = vertex->error > error ? vertex->error : error;
  }
  return error;
}

/// Calls f(first) for the first bit of every vector of neurons that has a bit in `set`.
template <class Numbers, class Function>
CENSUS_HD void for_each_vector(std::uint64_t set, const Function& f) {
  constexpr std::uint64_t vector = (std::uint64_t{1} << Numbers::count) - 1;
  while (set != 0) {
    const int first = lowest_one(set) & ~(Numbers::count - 1);
    f(first);
    set &= ~(vector << first);
  }
}

/// Finds the signs of those of up to 64 forms whose bits are set in `wanted` at `number` vertices,
/// vector by vector.
template <class Octet, int number, int dimension>
CENSUS_HD void find_signs(const Forms<dimension>& forms, std::uint64_t wanted,
                          const Vertex<dimension>* const (&vertices)[number],
                          SignWord (&signs)[number]) {
  const Values<Octet, number, dimension> values(vertices);
  const Octet relative_error = Octet::fill(relative_evaluation_error(largest_error(vertices)));
  for (SignWord& each : signs) each = {wanted, wanted};
  for_each_vector<Octet>(wanted, [&](int first) {
    const Octet bound = Octet::multiply(Octet::fma(Octet::load(forms.size + first), relative_error,
                                                   Octet::load(forms.error + first)),
                                        Octet::fill(widening));
    values.exclude_signs(forms.coefficient, first, bound, signs);
  });
}

/// The same in binary32.
/// @param bounds as `bound_single_values` writes them
template <class Singles, int number, int dimension>
CENSUS_HD void find_signs(const SingleForms<dimension>& forms, const float* bounds,
                          std::uint64_t wanted, const Vertex<dimension>* const (&vertices)[number],
                          SignWord (&signs)[number]) {
  for (SignWord& each : signs) each = {wanted, wanted};
  if (!(largest_error(vertices) <= max_single_vertex_error)) return;
  const Values<Singles, number, dimension> values(vertices);
  for_each_vector<Singles>(wanted, [&](int first) {
    values.exclude_signs(forms.coefficient, first, Singles::load(bounds + first), signs);
  });
}

}  // namespace census::regions
