#pragma once

#include <cstdint>

#include "cuda/loops.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/octet.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// Finds the signs of up to 64 forms at `number` vertices, block by block; only of blocks with a
/// bit in `wanted`. Where a value or its bound is infinite or no number, no comparison holds, and
/// the sign is uncertain.
template <class Octet, int number, int dimension>
CENSUS_HD void find_signs(const Forms<dimension>& forms, std::uint64_t wanted,
                          const Vertex<dimension>* const (&vertices)[number],
                          SignWord (&signs)[number]) {
  Octet points[number][dimension + 1];
  double vertex_error = 0.0;
  CENSUS_UNROLL
  for (int n = 0; n < number; ++n) {
    const Vertex<dimension>& vertex = *vertices[n];
    CENSUS_UNROLL
    for (int i = 0; i <= dimension; ++i) points[n][i] = Octet::fill(vertex.coordinate[i]);
    vertex_error = vertex.error > vertex_error ? vertex.error : vertex_error;
  }
  const Octet relative_error = Octet::fill(relative_evaluation_error(vertex_error));
  for (SignWord& each : signs) each = {0, 0};
  for (int b = 0; b < 8; ++b) {
    if ((wanted >> 8 * b & 0xff) == 0) continue;
    const Forms<dimension> block = forms.from(b * block_size);
    const Octet bound = Octet::multiply(
        Octet::fma(Octet::load(block.size), relative_error, Octet::load(block.error)),
        Octet::fill(widening));
    const Octet lower_bound = Octet::negate(bound);
    CENSUS_UNROLL
    for (int n = 0; n < number; ++n) {
      Octet value =
          Octet::multiply(Octet::load(block.coefficient[dimension]), points[n][dimension]);
      CENSUS_UNROLL
      for (int i = 0; i < dimension; ++i) {
        value = Octet::fma(Octet::load(block.coefficient[i]), points[n][i], value);
      }
      signs[n].positive |= Octet::greater(value, bound) << 8 * b;
      signs[n].negative |= Octet::greater(lower_bound, value) << 8 * b;
    }
  }
}

}  // namespace census::regions
