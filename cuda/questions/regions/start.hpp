#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// Whether there is another cell to begin with.
enum class Start : std::uint8_t { ready, none, uncertain };

/// Places the ends of the line or segment, in units of length `unit`.
CENSUS_HD inline void place_domain(const Point& point, const Workspace<1>& workspace, double unit) {
  const bool whole = point.domain.extent == Extent::line;
  for (int k = 0; k < 2; ++k) {
    const double whole_end = k == 0 ? -1.0 : 1.0;
    const Vertex<1> end = {{whole ? whole_end : point.domain.ends[k] / unit, whole ? 0.0 : 1.0},
                           0.0};
    workspace.vertices.put(k, end, signed_form(workspace.infinity(), false));
  }
  workspace.shared->cell = {0, 2};
}

/// Returns a d - b c with an error of at most 3/2 units in the last place: 0 exactly if it is 0
/// (Kahan's algorithm; Jeannerod, Louvet, Muller, Mathematics of Computation 82 (2013)).
CENSUS_HD inline double difference_of_products(double a, double d, double b, double c) {
  const double product = b * c;
  const double lost = std::fma(-b, c, product);
  return std::fma(a, d, -product) + lost;
}

/// Places the polygon, if any, and the forms of its edges: the cross products of their ends.
CENSUS_HD inline void place_domain(const Point& point, const Workspace<2>& workspace, double unit) {
  const Forms<2>& forms = workspace.forms;
  const int infinity = workspace.infinity();
  forms.coefficient[0][infinity] = 0.0;
  forms.coefficient[1][infinity] = 0.0;
  forms.coefficient[2][infinity] = 1.0;
  forms.error[infinity] = 0.0;
  forms.size[infinity] = 1.0;
  if (point.domain.extent == Extent::plane) return;
  const int corners = point.domain.corners;
  for (int k = 0; k < corners; ++k) {
    const double* const here = point.domain.corner[k];
    const double* const there = point.domain.corner[(k + 1) % corners];
    const double x = here[0] / unit;
    const double y = here[1] / unit;
    const int edge = workspace.first_edge() + k;
    workspace.vertices.put(k, Vertex<2>{{x, y, 1.0}, 0.0}, signed_form(edge, false));
    const double next_x = there[0] / unit;
    const double next_y = there[1] / unit;
    forms.coefficient[0][edge] = y - next_y;
    forms.coefficient[1][edge] = next_x - x;
    forms.coefficient[2][edge] = difference_of_products(x, next_y, y, next_x);
    double size = 0.0;
    for (const double* const coefficient : forms.coefficient) size += std::fabs(coefficient[edge]);
    forms.size[edge] = size;
    forms.error[edge] = std::fma(4.0 * unit_roundoff, size, underflow);
  }
  workspace.shared->cell = {0, corners};
}

/// The line or polygon is the only cell to begin with.
CENSUS_HD inline Start start_only_cell(Shared& shared) {
  shared.position = 0;
  return shared.start++ == 0 ? Start::ready : Start::none;
}

CENSUS_HD inline Start start_cell(const Point&, const Workspace<1>& workspace) {
  return start_only_cell(*workspace.shared);
}

/// Moves a first-layer neuron whose line is not parallel to that of the first cutting neuron to the
/// second place. Returns false when there is none, or not certainly.
CENSUS_HD inline bool find_second_line(const Workspace<2>& workspace) {
  const LayerState& layer = workspace.shared->layers[0];
  int* const cutting = workspace.cut_list + layer.begin;
  for (int k = 1; k < layer.cutting; ++k) {
    Vertex<2> apex;
    if (!meet(workspace.forms, signed_form(cutting[0], false), signed_form(cutting[k], false),
              apex) ||
        std::fabs(apex.coordinate[2]) <= apex.error) {
      continue;
    }
    const int second = cutting[k];
    cutting[k] = cutting[1];
    cutting[1] = second;
    return true;
  }
  return false;
}

/// The whole plane contains lines, so that a linear function is not determined by its signs at
/// vertices; two lines of the first layer divide it into four sectors that contain none.
CENSUS_HD inline Start start_cell(const Point& point, const Workspace<2>& workspace) {
  Shared& shared = *workspace.shared;
  if (point.domain.extent != Extent::plane) return start_only_cell(shared);
  if (shared.start == 0 && !find_second_line(workspace)) return Start::uncertain;
  if (shared.start == 4) return Start::none;
  const LayerState& layer = shared.layers[0];
  const int* const cutting = workspace.cut_list + layer.begin;
  const bool on[2] = {shared.start % 2 == 0, shared.start / 2 == 0};
  ++shared.start;
  int edges[3] = {signed_form(cutting[0], !on[0]), signed_form(cutting[1], !on[1]),
                  signed_form(workspace.infinity(), false)};
  Vertex<2> apex;
  if (!meet(workspace.forms, edges[0], edges[1], apex)) return Start::uncertain;
  if (apex.coordinate[2] < 0.0) {
    const int edge = edges[0];
    edges[0] = edges[1];
    edges[1] = edge;
  }
  for (int k = 0; k < 3; ++k) {
    Vertex<2> corner;
    if (!meet(workspace.forms, edges[(k + 2) % 3], edges[k], corner)) return Start::uncertain;
    workspace.vertices.put(k, corner, edges[k]);
  }
  for (int k = 0; k < 2; ++k) workspace.is_on[layer.begin + k] = on[k] ? 1 : 0;
  shared.cell = {0, 3};
  shared.layer = 0;
  shared.position = 2;
  return Start::ready;
}

}  // namespace census::regions
