#pragma once

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/vertices.hpp"

namespace census::regions {

/// At which vertices of a cell all pre-activations of a layer are 0, exactly and for all parameters
/// of the point. Three kinds of network have such vertices:
/// - in the layers before the first one with biases every boundary passes through the origin;
/// - where exactly one input of a layer without biases is on, the pre-activations are multiples of
///   that input, and so are those of further layers without biases: 0 where the input is;
/// - where exactly one input of a layer is on, the lines of this layer and all further ones are
///   parallel to the input's: on an unbounded cell they meet it at infinity.
struct Vanishing {
  static constexpr int none = -1;

  bool at_origin = false;
  int factor = none;          ///< the form that pre-activations are multiples of
  int direction = none;       ///< the form whose line those of all pre-activations are parallel to
  int first_parallel = none;  ///< forms from this number on, to the last layer's, are, too
  int last_parallel = none;

  CENSUS_HD bool anywhere() const { return at_origin || factor != none || direction != none; }

  /// Returns whether the pre-activations vanish at a vertex where the edges of two signed forms, on
  /// a line twice the same, meet.
  template <int dimension>
  CENSUS_HD bool at(const Vertex<dimension>& vertex, int edge, int other_edge) const {
    if (!anywhere()) return false;
    if (at_origin && is_origin(vertex)) return true;
    const int form = edge / 2;
    const int other = other_edge / 2;
    if (factor != none && (form == factor || other == factor)) return true;
    if constexpr (dimension == 1) return false;
    return direction != none && vertex.coordinate[dimension] == 0.0 &&
           (is_parallel(form) || is_parallel(other));
  }

  /// Returns whether the pre-activations vanish at corner k of a cell.
  template <int dimension>
  CENSUS_HD bool at(const Vertices<dimension>& vertices, Cell cell, int k) const {
    const int before = dimension == 1 ? k : cell.previous(k);
    return at(vertices.vertex(cell, k), vertices.corner(cell, k).edge,
              vertices.corner(cell, before).edge);
  }

 private:
  CENSUS_HD bool is_parallel(int form) const {
    return form == direction || (form >= first_parallel && form <= last_parallel);
  }
};

}  // namespace census::regions
