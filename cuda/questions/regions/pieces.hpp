#pragma once

#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/divide.hpp"

namespace census::regions {

/// Into how many parts forms divide a cell.
struct Pieces {
  std::uint64_t all = 1;
  std::uint64_t unbounded = 0;  ///< planes only; those that contain a part of the line at infinity
};

/// How many forms at most are counted without dividing cells.
inline constexpr int most_counted_forms = 2;

/// Returns whether two forms that cut a polygon have their common zero inside it: then the second
/// has different signs at the ends of the first one's chord. `known` is set to whether that is
/// certain.
CENSUS_HD inline bool cross_inside(const Forms<2>& forms, const int* list,
                                   const Vertices<2>& vertices, Cell cell, const Signs* signs,
                                   bool& known) {
  known = false;
  Chord chord;
  if (signs[0].uncertain || !find_chord(forms, list[0], vertices, cell, signs[0], chord)) {
    return false;
  }
  const Sign leaving = sign_at(forms, list[1], chord.leaving);
  const Sign entering = sign_at(forms, list[1], chord.entering);
  known = leaving != Sign::uncertain && entering != Sign::uncertain;
  return leaving != entering;
}

/// On a line the second form is not 0 where the first one is, and there are three parts.
CENSUS_HD inline bool cross_inside(const Forms<1>& forms, const int* list, const Vertices<1>&, Cell,
                                   const Signs* signs, bool& known) {
  Vertex<1> zero;
  const bool increasing = signs[0].at[0] == Sign::negative;
  known = !signs[0].uncertain && meet(forms, signed_form(list[0], !increasing), zero) &&
          sign_at(forms, list[1], zero) != Sign::uncertain;
  return false;
}

/// Counts the parts with a vertex at infinity of a polygon that `count` forms divide. One form
/// leaves on either side what it does not exclude; two, whose zeros do not meet at infinity, divide
/// the edge at infinity as often as they change their signs along it. Returns false when that is
/// not certain.
/// @param infinity the signed form of the line at infinity
CENSUS_HD inline bool count_unbounded(const Vertices<2>& vertices, Cell cell, int infinity,
                                      const Signs* signs, int count, std::uint64_t& unbounded) {
  bool at_infinity = false;
  bool on_side[2] = {false, false};
  for (int k = 0; k < cell.count; ++k) {
    const int vertex = cell.first + k;
    if (vertices.coordinate[2][vertex] != 0.0) continue;
    at_infinity = true;
    for (int n = 0; n < count; ++n) {
      if (signs[n].at[k] == Sign::uncertain) return false;
    }
    if (count == 1) {
      on_side[0] |= signs[0].at[k] != Sign::negative;
      on_side[1] |= signs[0].at[k] != Sign::positive;
    } else if (count == 2 && vertices.edge[vertex] == infinity) {
      const int next = k + 1 == cell.count ? 0 : k + 1;
      for (int n = 0; n < count; ++n) unbounded += signs[n].at[k] != signs[n].at[next] ? 1 : 0;
    }
  }
  if (count == 1) {
    unbounded = (on_side[0] ? 1 : 0) + (on_side[1] ? 1 : 0);
  } else if (at_infinity) {
    ++unbounded;
  }
  return true;
}

CENSUS_HD inline bool count_unbounded(const Vertices<1>&, Cell, int, const Signs*, int,
                                      std::uint64_t&) {
  return true;
}

/// Counts into how many parts the forms list[0], ..., list[count - 1], at most most_counted_forms,
/// divide a cell, without constructing them: of k chords of a convex polygon each adds one part,
/// and each of their crossings inside one more. Returns false when that is not certain.
///
/// A chord is one even where it is uncertain through which edge it leaves, so that a single form
/// needs no signs but one of each kind. Where vertices vanish one form at most is counted.
template <int dimension>
CENSUS_HD bool count_pieces(const Forms<dimension>& forms, const int* list, int count,
                            const Vertices<dimension>& vertices, Cell cell, int infinity,
                            const Vanishing& vanishing, Pieces& pieces) {
  if (cell.count > max_vertices) return false;
  Signs signs[most_counted_forms];
  int cutting[most_counted_forms] = {};
  int cuts = 0;
  for (int n = 0; n < count; ++n) {
    find_signs(forms, list[n], vertices, cell, vanishing, signs[cuts]);
    const Relation relation = signs[cuts].relation();
    if (relation == Relation::uncertain) return false;
    if (relation == Relation::cuts) cutting[cuts++] = list[n];
  }
  pieces = {1 + static_cast<std::uint64_t>(cuts), 0};
  if (cuts == 2) {
    bool known = false;
    if (cross_inside(forms, cutting, vertices, cell, signs, known)) ++pieces.all;
    if (!known) return false;
  }
  return count_unbounded(vertices, cell, infinity, signs, cuts, pieces.unbounded);
}

}  // namespace census::regions
