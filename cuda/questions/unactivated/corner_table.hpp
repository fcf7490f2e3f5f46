#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/arrangement/corner_numbers.hpp"
#include "cuda/arrangement/neuron_set.hpp"
#include "cuda/portability.hpp"

namespace census::unactivated {

/// What the search for sign patterns has to know about one network: for each corner v of its
/// arrangement and each neuron i the number |w_i| z_i(v), all of one corner times one positive
/// factor of the corner's own. The rays come first. Flipping the orientation of a neuron negates
/// its numbers, and flipping the sign of w_i or c changes the signs of terms in
///
///     value(v) = |c| - sum_i s_i |w_i| max(0, z_i(v)),   s_i the sign of w_i; no |c| at rays,
///
/// which is -f there for c < 0; so this table serves the whole group.
///
/// `Number` is `std::int64_t`, fixed point with |sum| < 2^62, where adding and subtracting is exact
/// and every signed sum of a corner's numbers differs from the true one by at most margin[v]; or an
/// exact integer of any length, with margin 0.
template <class NumberType, class Set>
struct CornerTable {
  using Number = NumberType;

  int neurons = 0;
  int rays = 0;
  int corners = 0;             ///< rays and vertices
  Number* weighted = nullptr;  ///< |w_i| z_i(v) at [i * corners + v]
  Number* bias = nullptr;      ///< |c| at vertex v, 0 at rays
  Number* margin = nullptr;    ///< error bound of every sum at v
  Set* positive = nullptr;     ///< neurons with z_i(v) > 0
  Set* negative = nullptr;     ///< neurons with z_i(v) < 0; the others contain v
  Number* value = nullptr;     ///< scratch for the search: value(v) of the current pattern
};

/// The numbers of a table in fixed point, one after the other in a block of memory that a processor
/// thread or a warp brings along.
template <class Set>
using FixedPointTable = CornerTable<std::int64_t, Set>;

/// Returns how many bytes a fixed-point table takes.
template <class Set>
CENSUS_HD std::size_t table_bytes(CornerNumbers corners, int neurons) {
  const std::size_t n = corners.all();
  return n * (static_cast<std::size_t>(neurons) + 3) * sizeof(std::int64_t) + n * 2 * sizeof(Set);
}

/// Lays a table out in `memory`, table_bytes(...) bytes aligned to 8.
template <class Set>
CENSUS_HD FixedPointTable<Set> place_table(void* memory, CornerNumbers corners, int neurons) {
  FixedPointTable<Set> table;
  table.neurons = neurons;
  table.rays = static_cast<int>(corners.rays);
  table.corners = static_cast<int>(corners.all());
  table.weighted = static_cast<std::int64_t*>(memory);
  table.bias = table.weighted + static_cast<std::ptrdiff_t>(neurons) * table.corners;
  table.margin = table.bias + table.corners;
  table.value = table.margin + table.corners;
  table.positive = reinterpret_cast<Set*>(table.value + table.corners);
  table.negative = table.positive + table.corners;
  return table;
}

}  // namespace census::unactivated
