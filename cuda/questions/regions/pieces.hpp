#pragma once

#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/divide.hpp"
#include "cuda/questions/regions/layer_forms.hpp"

namespace census::regions {

/// Into how many parts neurons divide a cell.
struct Pieces {
  std::uint64_t all = 1;
  std::uint64_t unbounded = 0;  ///< planes only; those that contain a part of the line at infinity
};

/// How many neurons at most are counted without dividing cells.
inline constexpr int most_counted = 6;

/// Where the zero line of a neuron crosses the boundary of a cell: between corner number `edge` and
/// the next, by the fraction `way` of the way, in homogeneous coordinates, that is known up to
/// `error`.
struct Gate {
  int edge;
  double way;
  double error;
};

/// Neurons that cut a cell.
struct CuttingNeurons {
  int count = 0;
  int neuron[most_counted];
  int form[most_counted];
  NeuronSigns signs[most_counted];  ///< at its corners
  Gate gates[most_counted][2];      ///< in the order in which they lie around the cell
};

/// Returns the edges of a cell on which a neuron that is 0 at no corner changes its sign.
CENSUS_HD inline std::uint64_t changing_edges(const NeuronSigns& signs, Cell cell) {
  const std::uint64_t next = signs.positive >> 1 | (signs.positive & 1) << (cell.count - 1);
  return signs.positive ^ next;
}

/// Returns where a form that changes its sign along an edge of a cell is 0 there. With values a and
/// a' at the ends, of opposite signs, that is a / (a - a') of the way; if they are known up to e
/// and e', and these are small, up to max(e, e') / |a - a'|.
template <int dimension>
CENSUS_HD Gate gate_on(const Forms<dimension>& forms, int form, const Vertices<dimension>& vertices,
                       Cell cell, int edge) {
  const Approximate here = value_at(forms, form, vertices.vertex(cell, edge));
  const Approximate there = value_at(forms, form, vertices.vertex(cell, cell.next(edge)));
  const double part = 1.0 / (here.value - there.value);
  const double error = here.error > there.error ? here.error : there.error;
  // The factor 2 is for errors that are not small: from 1/4 on nothing is known, nor where the
  // difference has overflowed.
  const double relative = std::fabs(error * part);
  const bool known = relative < 0.25 && part != 0.0;
  return {edge, here.value * part, known ? std::fma(2.0, relative, 0x1p-48) : HUGE_VAL};
}

/// The order of two gates around a cell.
struct GateOrder {
  bool after;  ///< the second lies after the first
  bool certain;
};

/// Returns the order of two gates of one cell; without branches, which could not be predicted.
CENSUS_HD inline GateOrder order(const Gate& first, const Gate& second) {
  const double way = second.way - first.way;
  const bool other_edge = first.edge != second.edge;
  const int after_on_edge = !other_edge & (way > 0.0);
  const int certain_on_edge = std::fabs(way) > first.error + second.error;
  return {((first.edge < second.edge) | after_on_edge) != 0, (other_edge | certain_on_edge) != 0};
}

/// Whether the zeros of two neurons meet inside a cell.
enum class Crossing : std::uint8_t { none, inside, uncertain };

/// Returns whether neurons a and b of the list meet inside the cell: if just one of b's gates lies
/// between those of a.
CENSUS_HD inline Crossing crossing(const CuttingNeurons& list, int a, int b) {
  bool separated = false;
  bool certain = true;
  for (const Gate& first : list.gates[a]) {
    for (const Gate& second : list.gates[b]) {
      const GateOrder found = order(first, second);
      separated ^= found.after;
      certain &= found.certain;
    }
  }
  if (!certain) return Crossing::uncertain;
  return separated ? Crossing::inside : Crossing::none;
}

/// Returns whether form c is certainly not 0 where forms a and b meet.
CENSUS_HD inline bool misses(const Forms<2>& forms, int c, int a, int b) {
  Vertex<2> common;
  return meet(forms, signed_form(a, false), signed_form(b, false), common) &&
         sign_at(forms, c, common) != Sign::uncertain;
}
CENSUS_HD inline bool misses(const Forms<1>&, int, int, int) { return true; }

/// Counts into how many parts several neurons divide a cell. Where forms are not known well enough
/// they are refined.
template <int dimension>
class PieceCount {
 public:
  CENSUS_HD PieceCount(const LayerForms<dimension>& forms, CuttingNeurons& list,
                       const Vertices<dimension>& vertices, const Cell& cell)
      : forms_(forms), list_(list), vertices_(vertices), cell_(cell) {}

  /// Returns false when the number of parts is not certain.
  CENSUS_HD bool count(Pieces& pieces) {
    pieces.all = 1 + static_cast<std::uint64_t>(list_.count);
    const std::uint64_t corners = ~std::uint64_t{0} >> (max_vertices - cell_.count);
    bool settled = true;
    for (int n = 0; n < list_.count; ++n) {
      NeuronSigns& signs = list_.signs[n];
      signs = signs_of(vertices_, cell_, list_.neuron[n]);
      list_.form[n] = forms_.form(list_.neuron[n]);
      settled &= (signs.positive ^ signs.negative) == corners;  // certain, and 0 at no corner
    }
    if (!settled) return false;
    for (int n = 0; n < list_.count; ++n) find_gates(n);
    std::uint64_t crossed[most_counted] = {};  // [b]: the earlier neurons that b crosses
    for (int b = 1; b < list_.count; ++b) {
      for (int a = 0; a < b; ++a) {
        Crossing found = crossing(list_, a, b);
        if (found == Crossing::uncertain) {
          refine(a);
          refine(b);
          found = crossing(list_, a, b);
          if (found == Crossing::uncertain) return false;
        }
        if (found == Crossing::none) continue;
        ++pieces.all;
        for (std::uint64_t c = crossed[a] & crossed[b]; c != 0; c &= c - 1) {
          if (!certainly_misses(lowest_one(c), a, b)) return false;
        }
        crossed[b] |= std::uint64_t{1} << a;
      }
    }
    return true;
  }

 private:
  CENSUS_HD void find_gates(int n) {
    const std::uint64_t edges = changing_edges(list_.signs[n], cell_);
    list_.gates[n][0] = gate_on(forms_.forms(), list_.form[n], vertices_, cell_, lowest_one(edges));
    list_.gates[n][1] =
        gate_on(forms_.forms(), list_.form[n], vertices_, cell_, highest_one(edges));
  }

  CENSUS_HD void refine(int n) {
    if (forms_.refine(list_.neuron[n])) find_gates(n);
  }

  CENSUS_HD bool certainly_misses(int c, int a, int b) {
    const Forms<dimension>& forms = forms_.forms();
    if (misses(forms, list_.form[c], list_.form[a], list_.form[b])) return true;
    refine(a);
    refine(b);
    refine(c);
    return misses(forms, list_.form[c], list_.form[a], list_.form[b]);
  }

  const LayerForms<dimension>& forms_;
  CuttingNeurons& list_;
  const Vertices<dimension>& vertices_;
  Cell cell_;
};

/// Counts into how many parts the neurons of a list, of which only the numbers are written, divide
/// a cell, without constructing them: of k chords of a convex polygon each adds one part, and each
/// of their crossings inside one more, if no three meet. Returns false when that is not certain, as
/// it is of several of which one is 0 at a vertex.
template <int dimension>
CENSUS_HD bool count_pieces(const LayerForms<dimension>& forms, CuttingNeurons& list,
                            const Vertices<dimension>& vertices, const Cell& cell, Pieces& pieces) {
  if (list.count > 1) return PieceCount<dimension>(forms, list, vertices, cell).count(pieces);
  pieces.all = 1 + static_cast<std::uint64_t>(list.count);
  return true;
}

/// Counts the parts with a vertex at infinity of a polygon that neurons divide. One of them leaves
/// on either side what it does not exclude; several, whose zeros do not meet at infinity, divide
/// the edge at infinity as often as they change their signs along it. Returns false when that is
/// not certain.
/// @param infinity the signed form of the line at infinity
CENSUS_HD inline bool count_unbounded(const CuttingNeurons& list, const Vertices<2>& vertices,
                                      Cell cell, int infinity, Pieces& pieces) {
  std::uint64_t at_infinity = 0;
  std::uint64_t edges = 0;
  for (int k = 0; k < cell.count; ++k) {
    if (vertices.vertex(cell, k).coordinate[2] != 0.0) continue;
    at_infinity |= std::uint64_t{1} << k;
    if (vertices.corner(cell, k).edge == infinity) edges |= std::uint64_t{1} << k;
  }
  if (at_infinity == 0) return true;
  if (list.count == 1) {
    const NeuronSigns signs = signs_of(vertices, cell, list.neuron[0]);
    pieces.unbounded = ((at_infinity & ~signs.negative) != 0 ? 1 : 0) +
                       ((at_infinity & ~signs.positive) != 0 ? 1 : 0);
    return signs.certain();
  }
  pieces.unbounded = 1;
  for (int n = 0; n < list.count; ++n) {
    const std::uint64_t changing = changing_edges(list.signs[n], cell);
    pieces.unbounded += static_cast<std::uint64_t>(count_ones(changing & edges));
  }
  return true;
}

CENSUS_HD inline bool count_unbounded(const CuttingNeurons&, const Vertices<1>&, Cell, int,
                                      Pieces&) {
  return true;
}

}  // namespace census::regions
