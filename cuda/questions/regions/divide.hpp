#pragma once

#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/signs.hpp"
#include "cuda/questions/regions/vertex.hpp"

namespace census::regions {

/// The two ends of the part of a form's zero line inside a polygon it cuts, and where they are:
/// walking around the polygon, the form becomes negative at `leaving` and positive at `entering`.
struct Chord {
  int positives;  ///< number of the first of the positive vertices
  int negatives;  ///< and of the negative ones
  int positive_count;
  int negative_count;
  Vertex<2> leaving;
  Vertex<2> entering;
  int edge_after_leaving;  ///< signed form of the polygon's edge on from there
  int edge_after_entering;
};

/// Finds the chord of a form that cuts a polygon, all of whose signs are certain. Returns false
/// when too little is known about its ends.
CENSUS_HD inline bool find_chord(const Forms<2>& forms, int form, const Vertices<2>& vertices,
                                 Cell cell, const Signs& signs, Chord& chord) {
  const auto next = [&](int k) { return k + 1 == cell.count ? 0 : k + 1; };
  const auto previous = [&](int k) { return k == 0 ? cell.count - 1 : k - 1; };
  int k = 0;
  while (signs.at[k] != Sign::positive || signs.at[previous(k)] == Sign::positive) ++k;
  chord.positives = k;
  int last = k;
  for (; signs.at[k] == Sign::positive; k = next(k)) last = k;
  chord.positive_count = (last - chord.positives + cell.count) % cell.count + 1;
  if (signs.at[k] == Sign::zero) {
    chord.leaving = vertices.get(cell.first + k);
    chord.edge_after_leaving = vertices.edge[cell.first + k];
    k = next(k);
  } else {
    chord.edge_after_leaving = vertices.edge[cell.first + last];
    if (!meet(forms, chord.edge_after_leaving, signed_form(form, false), chord.leaving)) {
      return false;
    }
  }
  chord.negatives = k;
  for (; signs.at[k] == Sign::negative; k = next(k)) last = k;
  chord.negative_count = (last - chord.negatives + cell.count) % cell.count + 1;
  if (signs.at[k] == Sign::zero) {
    chord.entering = vertices.get(cell.first + k);
    chord.edge_after_entering = vertices.edge[cell.first + k];
    return true;
  }
  chord.edge_after_entering = vertices.edge[cell.first + last];
  return meet(forms, signed_form(form, false), chord.edge_after_entering, chord.entering);
}

/// Divides the cell at the end of the vertices into its parts where form j is negative and, after
/// it, positive. `signs` are all certain, both occur. Needs room for 2 count + 4 vertices from
/// cell.first on. Returns false when too little is known about a new vertex.
CENSUS_HD inline bool divide(const Forms<2>& forms, int form, const Vertices<2>& vertices,
                             Cell cell, const Signs& signs, Cell& negative, Cell& positive) {
  Chord chord;
  if (!find_chord(forms, form, vertices, cell, signs, chord)) return false;
  negative = {cell.first, chord.negative_count + 2};
  positive = {cell.first + negative.count, chord.positive_count + 2};
  const int source = cell.first + chord.negative_count + chord.positive_count + 4;
  for (int k = 0; k < cell.count; ++k) vertices.copy(cell.first + k, source + k);
  for (int n = 0, k = chord.negatives; n < chord.negative_count; ++n) {
    vertices.copy(source + k, negative.first + n);
    k = k + 1 == cell.count ? 0 : k + 1;
  }
  int end = negative.first + chord.negative_count;
  vertices.put(end, chord.entering, signed_form(form, true));
  vertices.put(end + 1, chord.leaving, chord.edge_after_leaving);
  for (int n = 0, k = chord.positives; n < chord.positive_count; ++n) {
    vertices.copy(source + k, positive.first + n);
    k = k + 1 == cell.count ? 0 : k + 1;
  }
  end = positive.first + chord.positive_count;
  vertices.put(end, chord.leaving, signed_form(form, false));
  vertices.put(end + 1, chord.entering, chord.edge_after_entering);
  return true;
}

/// The same for an interval.
CENSUS_HD inline bool divide(const Forms<1>& forms, int form, const Vertices<1>& vertices,
                             Cell cell, const Signs& signs, Cell& negative, Cell& positive) {
  const bool increasing = signs.at[0] == Sign::negative;
  Vertex<1> zero;
  if (!meet(forms, signed_form(form, !increasing), zero)) return false;
  const Vertex<1> lower = vertices.get(cell.first);
  const Vertex<1> upper = vertices.get(cell.first + 1);
  negative = {cell.first, 2};
  positive = {cell.first + 2, 2};
  const Cell below = increasing ? negative : positive;
  const Cell above = increasing ? positive : negative;
  const int lower_form = vertices.edge[cell.first];
  const int upper_form = vertices.edge[cell.first + 1];
  vertices.put(below.first, lower, lower_form);
  vertices.put(below.first + 1, zero, signed_form(form, increasing));
  vertices.put(above.first, zero, signed_form(form, !increasing));
  vertices.put(above.first + 1, upper, upper_form);
  return true;
}

}  // namespace census::regions
