#pragma once

#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/divide.hpp"

namespace census::regions {

/// Into how many parts forms divide a cell.
struct Pieces {
  std::uint64_t all = 1;
  std::uint64_t unbounded = 0;  ///< planes only; those that contain a part of the line at infinity
};

/// How many forms at most are counted without dividing cells.
inline constexpr int most_counted_forms = 6;

/// Forms that cut a cell, with their signs at its vertices.
struct CuttingForms {
  int count = 0;
  int form[most_counted_forms];
  NeuronSigns signs[most_counted_forms];
};

/// Whether the zeros of two forms meet inside a cell.
enum class Crossing : std::uint8_t { none, inside, uncertain };

/// The pairs of signs, neither 0, that two forms have together somewhere on a polygon's boundary.
class SignPairs {
 public:
  CENSUS_HD SignPairs(const NeuronSigns& a, const NeuronSigns& b)
      : both_((a.positive & b.positive) != 0),
        first_((a.positive & b.negative) != 0),
        second_((a.negative & b.positive) != 0),
        neither_((a.negative & b.negative) != 0) {}

  CENSUS_HD bool all() const { return both_ && first_ && second_ && neither_; }

  /// Adds what is beside a zero of the first form.
  CENSUS_HD void add_beside_zero(Sign second) {
    if (second == Sign::positive) both_ = second_ = true;
    if (second == Sign::negative) first_ = neither_ = true;
  }

 private:
  bool both_;  ///< are positive
  bool first_;
  bool second_;
  bool neither_;
};

/// Returns the edges of a polygon on which a form that is 0 at no vertex changes its sign.
CENSUS_HD inline std::uint64_t changing_edges(const NeuronSigns& signs, Cell cell) {
  const std::uint64_t next = signs.positive >> 1 | (signs.positive & 1) << (cell.count - 1);
  return signs.positive ^ next;
}

/// Returns whether forms a and b of the list, which cut a polygon and are 0 at none of its
/// vertices, meet inside it: then they have all four pairs of signs on its boundary, where every
/// part has an edge. Pairs at no vertex are between the zeros of both on one edge.
CENSUS_HD inline Crossing crossing(const Forms<2>& forms, const CuttingForms& list, int a, int b,
                                   const Vertices<2>& vertices, Cell cell) {
  SignPairs pairs(list.signs[a], list.signs[b]);
  std::uint64_t shared = changing_edges(list.signs[a], cell) & changing_edges(list.signs[b], cell);
  for (; shared != 0 && !pairs.all(); shared &= shared - 1) {
    const int edge = vertices.corners[cell.first + lowest_one(shared)].edge;
    Vertex<2> zero;
    // The last coordinate is positive when the first form enters the side of the second.
    const bool leaves = (list.signs[a].positive >> lowest_one(shared) & 1) != 0;
    const int line = signed_form(list.form[a], false);
    if (!(leaves ? meet(forms, edge, line, zero) : meet(forms, line, edge, zero))) {
      return Crossing::uncertain;
    }
    const Sign sign = sign_at(forms, list.form[b], zero);
    if (sign == Sign::uncertain) return Crossing::uncertain;
    pairs.add_beside_zero(sign);
  }
  return pairs.all() ? Crossing::inside : Crossing::none;
}

/// On a line two forms have different zeros.
CENSUS_HD inline Crossing crossing(const Forms<1>& forms, const CuttingForms& list, int a, int b,
                                   const Vertices<1>&, Cell) {
  Zero zero;
  const bool known = find_zero(forms, list.form[a], list.signs[a], zero) &&
                     sign_at(forms, list.form[b], zero.vertex) != Sign::uncertain;
  return known ? Crossing::none : Crossing::uncertain;
}

/// Returns whether form c is certainly not 0 where forms a and b meet.
CENSUS_HD inline bool misses(const Forms<2>& forms, int c, int a, int b) {
  Vertex<2> common;
  return meet(forms, signed_form(a, false), signed_form(b, false), common) &&
         sign_at(forms, c, common) != Sign::uncertain;
}
CENSUS_HD inline bool misses(const Forms<1>&, int, int, int) { return true; }

/// Counts the parts with a vertex at infinity of a polygon that forms divide. One form leaves on
/// either side what it does not exclude; several, whose zeros do not meet at infinity, divide the
/// edge at infinity as often as they change their signs along it. Returns false when that is not
/// certain.
/// @param infinity the signed form of the line at infinity
CENSUS_HD inline bool count_unbounded(const Vertices<2>& vertices, Cell cell, int infinity,
                                      const CuttingForms& list, std::uint64_t& unbounded) {
  std::uint64_t at_infinity = 0;
  std::uint64_t edges = 0;
  for (int k = 0; k < cell.count; ++k) {
    const Corner<2>& corner = vertices.corners[cell.first + k];
    if (corner.vertex.coordinate[2] != 0.0) continue;
    at_infinity |= std::uint64_t{1} << k;
    if (corner.edge == infinity) edges |= std::uint64_t{1} << k;
  }
  if (at_infinity == 0) return true;
  if (list.count == 1) {
    const NeuronSigns& signs = list.signs[0];
    unbounded = ((at_infinity & ~signs.negative) != 0 ? 1 : 0) +
                ((at_infinity & ~signs.positive) != 0 ? 1 : 0);
    return signs.certain;
  }
  unbounded = 1;
  for (int n = 0; n < list.count; ++n) {
    unbounded +=
        static_cast<std::uint64_t>(count_ones(changing_edges(list.signs[n], cell) & edges));
  }
  return true;
}

CENSUS_HD inline bool count_unbounded(const Vertices<1>&, Cell, int, const CuttingForms&,
                                      std::uint64_t&) {
  return true;
}

/// Counts into how many parts forms divide a cell, without constructing them: of k chords of a
/// convex polygon each adds one part, and each of their crossings inside one more, if no three
/// meet. Returns false when that is not certain.
///
/// A chord is one even where it is uncertain through which edge it leaves, so that a single form
/// needs no signs but one of each kind. Several must not be 0 at a vertex.
template <int dimension>
CENSUS_HD bool count_pieces(const Forms<dimension>& forms, const CuttingForms& list,
                            const Vertices<dimension>& vertices, Cell cell, int infinity,
                            Pieces& pieces) {
  pieces.all = 1 + static_cast<std::uint64_t>(list.count);
  std::uint64_t crossed[most_counted_forms] = {};  // [b]: the earlier forms that form b crosses
  for (int b = 1; b < list.count; ++b) {
    if (!list.signs[0].certain || !list.signs[b].certain) return false;
    for (int a = 0; a < b; ++a) {
      const Crossing found = crossing(forms, list, a, b, vertices, cell);
      if (found == Crossing::uncertain) return false;
      if (found == Crossing::none) continue;
      ++pieces.all;
      for (std::uint64_t c = crossed[a] & crossed[b]; c != 0; c &= c - 1) {
        if (!misses(forms, list.form[lowest_one(c)], list.form[a], list.form[b])) return false;
      }
      crossed[b] |= std::uint64_t{1} << a;
    }
  }
  return count_unbounded(vertices, cell, infinity, list, pieces.unbounded);
}

}  // namespace census::regions
