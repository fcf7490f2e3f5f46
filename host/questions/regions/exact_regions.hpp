#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/region_count.hpp"
#include "host/exact/kernel.hpp"

namespace census::regions {

/// A layer with exact parameters: z_j = sum_i weights[j][i] x_i + biases[j], and the layer's output
/// is max(0, z_j).
struct ExactLayer {
  RationalMatrix weights;  ///< [j][i]
  RationalVector biases;   ///< [j]
};

/// A convex polygon or the whole of a plane x = origin + s first + t second through input space, or
/// of a line: the plane's part with second = 0 and 0 <= t <= 1, where nothing depends on t.
struct ExactDomain {
  RationalVector origin;  ///< one entry for each input
  RationalVector first;
  RationalVector second;
  Extent extent = Extent::plane;
  std::array<Rational, 2> ends;                  ///< of a segment
  std::vector<std::array<Rational, 2>> corners;  ///< of a polygon, counterclockwise
};

/// What is counted of a network, with what each neuron does.
struct ExactCount : RegionCount {
  /// [neuron], layer by layer: how many regions of the layers before it the neuron changes its
  /// state in.
  std::vector<std::uint32_t> neuron_crossings;
};

/// Counts activation regions in exact arithmetic, for any parameters: a region counts when it has
/// an interior in the domain.
///
/// `degenerate` says that a neuron's pre-activation, not identically 0 on a cell, is 0 at one of
/// the cell's vertices: a line through a vertex of the arrangement or a corner of the domain, or
/// the same line twice. Two ties that want of biases alone brings about are none: that lines pass
/// through the domain's origin in central layers, and that pre-activations are multiples of the
/// only input that is on. Where exactly two inputs are on, in a layer without biases above one that
/// has them, lines meet where both inputs are 0; this is counted as degenerate.
ExactCount count_exactly(const std::vector<ExactLayer>& layers, const ExactDomain& domain);

/// A network of a point with its domain, as the rational numbers that its parameters are.
struct ExactNetwork {
  std::vector<ExactLayer> layers;
  ExactDomain domain;
};

/// Draws network `id` of `point`; `points` are those that its domain goes through, if it is given
/// by points.
ExactNetwork draw_exactly(const Point& point, std::uint64_t id, const GivenPoints& points = {});

/// Counts the regions of network `id` of `point` exactly: what is asked where
/// the functor returns false.
ExactCount count_exactly(const Point& point, std::uint64_t id, const GivenPoints& points = {});

}  // namespace census::regions
