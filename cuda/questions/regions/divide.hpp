#pragma once

#include <cstdint>
#include <cstring>

#include "cuda/bits.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/signs.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// An end of the part of a signed form's zero line inside a polygon that it cuts: either a vertex
/// of the polygon or a new one on one of its edges.
struct ChordEnd {
  int vertex;
  bool is_new;
  int edge_before;  ///< signed form of the polygon's edge that leads there
  int edge_after;   ///< and of the one that leads on
};

/// Walking around the polygon, the form becomes negative at `leaving` and positive at `entering`.
struct Chord {
  int positives;  ///< number of the first of the positive corners
  int negatives;  ///< and of the negative ones
  int positive_count;
  int negative_count;
  ChordEnd leaving;
  ChordEnd entering;
};

/// Returns the last corner of those in `set`, which follow each other around a polygon.
CENSUS_HD inline int last_of_run(std::uint64_t set, Cell cell) {
  const std::uint64_t preceding = set >> 1 | (set & 1) << (cell.count - 1);
  return lowest_one(set & ~preceding);
}

/// Finds the end of a chord that lies behind corner number `last` of a polygon, on the edge that
/// begins there or at the next corner. A new vertex gets the number `used`, which is increased.
/// Returns false when too little is known about it.
CENSUS_HD inline bool find_chord_end(const Forms<2>& forms, int line, bool leaving,
                                     const Vertices<2>& vertices, Cell cell,
                                     const NeuronSigns& signs, int last, int& used, ChordEnd& end) {
  const int next = cell.next(last);
  end.edge_before = vertices.corner(cell, last).edge;
  end.is_new = ((signs.positive | signs.negative) >> next & 1) != 0;
  if (!end.is_new) {
    end.vertex = vertices.corner(cell, next).vertex;
    end.edge_after = vertices.corner(cell, next).edge;
    return true;
  }
  end.edge_after = end.edge_before;
  end.vertex = used++;
  Vertex<2>& vertex = vertices.points[end.vertex];
  return leaving ? meet(forms, end.edge_before, line, vertex)
                 : meet(forms, line, end.edge_before, vertex);
}

/// Finds the chord of a signed form that cuts a polygon. Returns false when too little is known
/// about its ends.
/// @param signs of the signed form, all certain
/// @param used number of vertices in use; there is room for two more
CENSUS_HD inline bool find_chord(const Forms<2>& forms, int line, const Vertices<2>& vertices,
                                 Cell cell, const NeuronSigns& signs, int& used, Chord& chord) {
  const int last_positive = last_of_run(signs.positive, cell);
  const int last_negative = last_of_run(signs.negative, cell);
  if (!find_chord_end(forms, line, true, vertices, cell, signs, last_positive, used,
                      chord.leaving) ||
      !find_chord_end(forms, line, false, vertices, cell, signs, last_negative, used,
                      chord.entering)) {
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

/// Corners are copied in groups of this many, so that few of the loops have more than one step.
inline constexpr int corner_group = 8;

/// Copies corners from other memory, in whole groups.
CENSUS_HD inline void copy_corners(const Corner* from, int count, Corner* to) {
  for (int n = 0; n < count; n += corner_group) {
    std::memcpy(to + n, from + n, corner_group * sizeof(Corner));
  }
}

/// Returns for how many corners, from its first on, there must be room to divide a cell.
CENSUS_HD constexpr int room_to_divide(int corners) { return 4 * corners + 4 + 3 * corner_group; }

/// Divides the cell at the end of the corners by a chord: into its parts where the signed form is
/// negative and, after it, positive.
CENSUS_HD inline void divide(const Vertices<2>& vertices, Cell cell, int line, const Chord& chord,
                             Cell& negative, Cell& positive) {
  negative = {cell.first, chord.negative_count + 2, cell.layer};
  positive = {cell.first + negative.count, chord.positive_count + 2, cell.layer};
  Corner* const corners = vertices.corners;
  // Twice around the cell, so that every run of corners is in one piece.
  Corner* const around = corners + positive.first + positive.count + corner_group;
  copy_corners(corners + cell.first, cell.count, around);
  copy_corners(corners + cell.first, cell.count, around + cell.count);
  Corner* to = corners + negative.first;
  copy_corners(around + chord.negatives, chord.negative_count, to);
  to += chord.negative_count;
  to[0] = {chord.entering.vertex, negated(line)};
  to[1] = {chord.leaving.vertex, chord.leaving.edge_after};
  to += 2;
  copy_corners(around + chord.positives, chord.positive_count, to);
  to += chord.positive_count;
  to[0] = {chord.leaving.vertex, line};
  to[1] = {chord.entering.vertex, chord.entering.edge_after};
}

/// The zero of a signed form that cuts an interval. The form is negative below it where it
/// increases.
struct Zero {
  int vertex;
  bool increasing;
};

/// @param used number of vertices in use; there is room for one more
CENSUS_HD inline bool find_zero(const Forms<1>& forms, int line, const Vertices<1>& vertices,
                                const NeuronSigns& signs, int& used, Zero& zero) {
  zero.vertex = used++;
  zero.increasing = (signs.negative & 1) != 0;
  return meet(forms, zero.increasing ? line : negated(line), vertices.points[zero.vertex]);
}

/// Divides the interval at the end of the corners.
CENSUS_HD inline void divide(const Vertices<1>& vertices, Cell cell, int line, const Zero& zero,
                             Cell& negative, Cell& positive) {
  negative = {cell.first, 2, cell.layer};
  positive = {cell.first + 2, 2, cell.layer};
  const Corner below = vertices.corner(cell, 0);
  const Corner above = vertices.corner(cell, 1);
  Corner* const to = vertices.corners + cell.first;
  const Corner on_negative = {zero.vertex, negated(line)};
  const Corner on_positive = {zero.vertex, line};
  to[0] = zero.increasing ? below : on_negative;
  to[1] = zero.increasing ? on_negative : above;
  to[2] = zero.increasing ? on_positive : below;
  to[3] = zero.increasing ? above : on_positive;
}

}  // namespace census::regions
