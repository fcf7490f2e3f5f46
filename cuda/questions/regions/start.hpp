#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell_signs.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// Whether there is another cell to begin with.
enum class Start : std::uint8_t { ready, none, uncertain };

/// Writes corner k of a cell that there is to begin with, and its vertex, of the same number.
template <int dimension>
CENSUS_HD void place_corner(const Workspace<dimension>& workspace, int k,
                            const Vertex<dimension>& vertex, int edge) {
  const Vertices<dimension>& vertices = workspace.vertices;
  vertices.points[k] = vertex;
  vertices.known[k] = 0;
  vertices.corners[k] = {k, edge};
}

/// Places the ends of the line or segment, in units of length `unit`.
CENSUS_HD inline void place_domain(const Point& point, const Workspace<1>& workspace, double unit) {
  const bool whole = point.domain.extent == Extent::line;
  for (int k = 0; k < 2; ++k) {
    const double whole_end = k == 0 ? -1.0 : 1.0;
    const Vertex<1> end = {{whole ? whole_end : point.domain.ends[k] / unit, whole ? 0.0 : 1.0},
                           0.0};
    place_corner(workspace, k, end, signed_form(workspace.infinity(), false));
  }
  workspace.shared->cell = {0, 2, 0};
  workspace.shared->vertices = 2;
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
    place_corner(workspace, k, Vertex<2>{{x, y, 1.0}, 0.0}, signed_form(edge, false));
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
  workspace.shared->cell = {0, corners, 0};
  workspace.shared->vertices = corners;
}

/// The line or polygon is the only cell to begin with.
CENSUS_HD inline Start start_only_cell(Shared& shared) {
  return shared.start++ == 0 ? Start::ready : Start::none;
}

template <class Vectors>
CENSUS_HD Start start_cell(const Point&, const Workspace<1>& workspace) {
  return start_only_cell(*workspace.shared);
}

/// Returns whether all first-layer neurons certainly are 0 on a line in the plane.
CENSUS_HD inline bool all_are_lines(const Workspace<2>& workspace, int neurons) {
  const Forms<2> forms = workspace.forms.from(workspace.shared->layers[0].first_form);
  for (int j = 0; j < neurons; ++j) {
    const double linear = std::fabs(forms.coefficient[0][j]) + std::fabs(forms.coefficient[1][j]);
    if (!(linear * (1.0 - 0x1p-50) > forms.error[j])) return false;
  }
  return true;
}

/// Finds a first-layer neuron whose line is not parallel to that of neuron 0. Returns false when
/// there is none, or not certainly.
CENSUS_HD inline bool find_second_line(const Workspace<2>& workspace, int neurons) {
  const int first_form = workspace.shared->layers[0].first_form;
  for (int j = 1; j < neurons; ++j) {
    Vertex<2> apex;
    if (meet(workspace.forms, signed_form(first_form, false), signed_form(first_form + j, false),
             apex) &&
        std::fabs(apex.coordinate[2]) > apex.error) {
      workspace.shared->second_line = j;
      return true;
    }
  }
  return false;
}

/// The whole plane contains lines, so that a linear function is not determined by its signs at
/// vertices; two lines of the first layer divide it into four sectors that contain none.
template <class Vectors>
CENSUS_HD Start start_cell(const Point& point, const Workspace<2>& workspace) {
  Shared& shared = *workspace.shared;
  if (point.domain.extent != Extent::plane) return start_only_cell(shared);
  if (shared.start == 0 && !(all_are_lines(workspace, point.widths[0]) &&
                             find_second_line(workspace, point.widths[0]))) {
    return Start::uncertain;
  }
  if (shared.start == 4) return Start::none;
  const int lines[2] = {0, shared.second_line};
  const int first_form = workspace.shared->layers[0].first_form;
  const bool on[2] = {shared.start % 2 == 0, shared.start / 2 == 0};
  ++shared.start;
  int edges[3] = {signed_form(first_form + lines[0], !on[0]),
                  signed_form(first_form + lines[1], !on[1]),
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
    place_corner(workspace, k, corner, edges[k]);
  }
  shared.cell = {0, 3, 0};
  shared.vertices = 3;
  list_unknown(workspace);
  find_all_cell_signs<Vectors>(workspace);
  for (int k = 0; k < 3; ++k) {
    for (const int line : lines) {
      const int form = first_form + line;
      if (edges[k] / 2 == form || edges[(k + 2) % 3] / 2 == form) {
        workspace.vertices.signs_at(0, k).set_zero(line);
      }
    }
  }
  return Start::ready;
}

}  // namespace census::regions
