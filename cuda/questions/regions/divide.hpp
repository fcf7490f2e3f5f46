#pragma once

#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/signs.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// An end of the part of a form's zero line inside a polygon that it cuts: either a vertex of the
/// polygon or on one of its edges.
struct ChordEnd {
  Vertex<2> vertex;
  int corner;  ///< the polygon's vertex, if it is one
  bool is_corner;
  int edge_before;  ///< signed form of the polygon's edge that leads there
  int edge_after;   ///< and of the one that leads on
};

/// Walking around the polygon, the form becomes negative at `leaving` and positive at `entering`.
struct Chord {
  int positives;  ///< number of the first of the positive vertices
  int negatives;  ///< and of the negative ones
  int positive_count;
  int negative_count;
  ChordEnd leaving;
  ChordEnd entering;
};

/// Returns the last vertex of those in `set`, which follow each other around a polygon.
CENSUS_HD inline int last_of_run(std::uint64_t set, Cell cell) {
  const std::uint64_t preceding = set >> 1 | (set & 1) << (cell.count - 1);
  return lowest_one(set & ~preceding);
}

/// Finds the end of a chord that lies behind vertex number `last` of a polygon, on the edge that
/// begins there or on the next vertex. Returns false when too little is known about it.
CENSUS_HD inline bool find_chord_end(const Forms<2>& forms, int form, bool leaving,
                                     const Vertices<2>& vertices, Cell cell,
                                     const NeuronSigns& signs, int last, ChordEnd& end) {
  const int next = cell.next(last);
  end.edge_before = vertices.corners[cell.first + last].edge;
  end.corner = next;
  end.is_corner = ((signs.positive | signs.negative) >> next & 1) == 0;
  if (end.is_corner) {
    end.vertex = vertices.corners[cell.first + next].vertex;
    end.edge_after = vertices.corners[cell.first + next].edge;
    return true;
  }
  end.edge_after = end.edge_before;
  const int line = signed_form(form, false);
  return leaving ? meet(forms, end.edge_before, line, end.vertex)
                 : meet(forms, line, end.edge_before, end.vertex);
}

/// Finds the chord of a form that cuts a polygon, all of whose signs are certain. Returns false
/// when too little is known about its ends.
CENSUS_HD inline bool find_chord(const Forms<2>& forms, int form, const Vertices<2>& vertices,
                                 Cell cell, const NeuronSigns& signs, Chord& chord) {
  const int last_positive = last_of_run(signs.positive, cell);
  const int last_negative = last_of_run(signs.negative, cell);
  if (!find_chord_end(forms, form, true, vertices, cell, signs, last_positive, chord.leaving) ||
      !find_chord_end(forms, form, false, vertices, cell, signs, last_negative, chord.entering)) {
    return false;
  }
  chord.positive_count = count_ones(signs.positive);
  chord.negative_count = count_ones(signs.negative);
  const auto go_back = [&](int k, int steps) {
    return k >= steps ? k - steps : k - steps + cell.count;
  };
  chord.positives = go_back(last_positive, chord.positive_count - 1);
  chord.negatives = go_back(last_negative, chord.negative_count - 1);
  return true;
}

/// Divides the cell at the end of the vertices by a chord: into its parts where the form is
/// negative and, after it, positive. Needs room for 2 count + 4 vertices from cell.first on.
/// @param signs of the layer's neurons at the ends of the chord
CENSUS_HD inline void divide(const Vertices<2>& vertices, Cell cell, int form, const Chord& chord,
                             const SignWord* leaving_signs, const SignWord* entering_signs,
                             Cell& negative, Cell& positive) {
  negative = {cell.first, chord.negative_count + 2};
  positive = {cell.first + negative.count, chord.positive_count + 2};
  const int source = positive.first + positive.count;
  for (int k = 0; k < cell.count; ++k) vertices.copy(cell.first + k, source + k);
  for (int n = 0, k = chord.negatives; n < chord.negative_count; ++n, k = cell.next(k)) {
    vertices.copy(source + k, negative.first + n);
  }
  int end = negative.first + chord.negative_count;
  vertices.put(end, chord.entering.vertex, signed_form(form, true), entering_signs);
  vertices.put(end + 1, chord.leaving.vertex, chord.leaving.edge_after, leaving_signs);
  for (int n = 0, k = chord.positives; n < chord.positive_count; ++n, k = cell.next(k)) {
    vertices.copy(source + k, positive.first + n);
  }
  end = positive.first + chord.positive_count;
  vertices.put(end, chord.leaving.vertex, signed_form(form, false), leaving_signs);
  vertices.put(end + 1, chord.entering.vertex, chord.entering.edge_after, entering_signs);
}

/// The zero of a form that cuts an interval. The form is negative below it where it increases.
struct Zero {
  Vertex<1> vertex;
  bool increasing;
};

CENSUS_HD inline bool find_zero(const Forms<1>& forms, int form, const NeuronSigns& signs,
                                Zero& zero) {
  zero.increasing = (signs.negative & 1) != 0;
  return meet(forms, signed_form(form, !zero.increasing), zero.vertex);
}

/// Divides the interval at the end of the vertices.
CENSUS_HD inline void divide(const Vertices<1>& vertices, Cell cell, int form, const Zero& zero,
                             const SignWord* zero_signs, Cell& negative, Cell& positive) {
  negative = {cell.first, 2};
  positive = {cell.first + 2, 2};
  if (zero.increasing) {
    vertices.copy(cell.first + 1, positive.first + 1);
  } else {
    vertices.copy(cell.first, positive.first);
  }
  vertices.put(negative.first + (zero.increasing ? 1 : 0), zero.vertex, signed_form(form, true),
               zero_signs);
  vertices.put(positive.first + (zero.increasing ? 0 : 1), zero.vertex, signed_form(form, false),
               zero_signs);
}

}  // namespace census::regions
