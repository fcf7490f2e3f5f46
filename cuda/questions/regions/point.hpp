#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/census/data_points.hpp"
#include "cuda/portability.hpp"
#include "cuda/random/law.hpp"

namespace census::regions {

/// The largest sizes of a point.
inline constexpr int max_depth = 32;
inline constexpr int max_width = 256;
inline constexpr int max_input_dimension = 1024;
inline constexpr int max_corners = 16;
inline constexpr int max_space_dimension = 8;  ///< where the domain is all of input space
inline constexpr int max_space_width = 64;     ///< likewise

/// The laws of the parameters of one layer. A bias scale of 0 stands for no biases.
struct LayerLaws {
  Law weights;
  Law biases;

  friend bool operator==(const LayerLaws&, const LayerLaws&) = default;
};

/// Which part of a line or plane is looked at, in its own coordinates.
enum class Extent : std::uint8_t {
  segment,  ///< of a line: first <= s <= last
  line,     ///< all of it
  polygon,  ///< of a plane: a convex polygon
  plane,    ///< all of it
  space     ///< all of input space, for networks of one layer
};

/// How the line x = origin + s first or the plane x = origin + s first + t second lies in input
/// space.
enum class Placement : std::uint8_t {
  axes,    ///< through 0 along the first coordinate axes
  random,  ///< through 0, the vectors drawn with the network, entry by entry
  points   ///< through p, q (and r) of GivenPoints: origin p, vectors q - p (and r - p)
};

/// A line or plane through input space, and the part of it on which regions are counted.
struct Domain {
  Extent extent = Extent::plane;
  Placement placement = Placement::axes;
  Law directions;                      ///< of an entry of the vectors, where they are random
  bool from_zero = true;               ///< whether the origin is that of input space
  bool contains_zero = true;           ///< whether that of input space is on the line or plane
  double length = 1.0;                 ///< about that of the longer vector
  double ends[2] = {-1.0, 1.0};        ///< of a segment, increasing
  int corners = 0;                     ///< of a polygon, 3..max_corners
  double corner[max_corners][2] = {};  ///< (s, t), strictly convex, counterclockwise

  friend bool operator==(const Domain&, const Domain&) = default;
};

/// Returns the dimension of a line or plane: 1 or 2.
CENSUS_HD inline int dimension_of(const Domain& domain) {
  return domain.extent == Extent::segment || domain.extent == Extent::line ? 1 : 2;
}

CENSUS_HD inline bool is_unbounded(const Domain& domain) {
  return domain.extent == Extent::line || domain.extent == Extent::plane ||
         domain.extent == Extent::space;
}

/// How a histogram is binned: bin k holds what has a number of k width, ..., (k + 1) width - 1,
/// k = 0..bins - 1.
struct Binning {
  std::uint64_t width = 1;
  int bins = 1;

  CENSUS_HD constexpr bool has_bin(std::uint64_t number) const {
    return number / width < static_cast<std::uint64_t>(bins);
  }
  CENSUS_HD constexpr int bin_of(std::uint64_t number) const {
    return static_cast<int>(number / width);
  }
  constexpr std::uint64_t least_of(int k) const { return static_cast<std::uint64_t>(k) * width; }

  friend bool operator==(const Binning&, const Binning&) = default;
};

/// One point of the question "how many activation regions does the network have on the domain": an
/// activation region is a set of inputs, with non-empty interior in the domain, on which each
/// neuron of each layer keeps its state, on (pre-activation > 0) or off.
struct Point {
  int input_dimension = 2;  ///< in 1..max_input_dimension
  int depth = 1;            ///< number of ReLU layers, in 1..max_depth
  int widths[max_depth] = {1};
  LayerLaws laws[max_depth];
  Domain domain;
  Binning binning;           ///< of networks by their regions
  Binning crossing_binning;  ///< of neurons by their crossings
  std::uint64_t key = 0;     ///< generator key, derived from the seed and the point's identity

  friend bool operator==(const Point&, const Point&) = default;
};

/// The points that a line (two) or plane (three) goes through, binary64 numbers that are exact.
using GivenPoints = DataPointsOf<double>;

/// A point whose line or plane goes through given points.
using PlacedPoint = OnData<Point, double>;

/// Returns the number of neurons.
CENSUS_HD inline int neurons(const Point& point) {
  int sum = 0;
  for (int l = 0; l < point.depth; ++l) sum += point.widths[l];
  return sum;
}

/// Returns the number of inputs of layer `layer` = 0, 1, ...
CENSUS_HD inline int inputs_of_layer(const Point& point, int layer) {
  return layer == 0 ? point.input_dimension : point.widths[layer - 1];
}

/// Returns how many layers, from the first on, are central: they and those before them have no
/// biases, and the domain's origin is that of input space, so that all their boundaries pass
/// through it whatever the weights.
CENSUS_HD inline int central_layers(const Point& point) {
  if (!point.domain.from_zero) return 0;
  int l = 0;
  while (l < point.depth && point.laws[l].biases.scale == 0.0F) ++l;
  return l;
}

/// Returns the unit of length, a power of two, in which the domain's coordinates are measured while
/// regions are counted: corners and ends lie within 1 of the origin; on unbounded domains the
/// linear part and the constant of first-layer pre-activations are about equally large, so that
/// networks with tiny biases are as well conditioned as any (to divide all biases by a number is to
/// divide the inputs).
inline double coordinate_unit(const Point& point) {
  const Domain& domain = point.domain;
  double reach = 0.0;
  if (domain.extent == Extent::segment) {
    reach = std::fmax(std::fabs(domain.ends[0]), std::fabs(domain.ends[1]));
  } else if (domain.extent == Extent::polygon) {
    for (int k = 0; k < domain.corners; ++k) {
      for (const double x : domain.corner[k]) reach = std::fmax(reach, std::fabs(x));
    }
  } else {
    for (int l = 0; l < point.depth && reach == 0.0; ++l) {
      reach = static_cast<double>(point.laws[l].biases.scale) /
              (static_cast<double>(point.laws[0].weights.scale) * domain.length);
    }
  }
  if (!(reach > 0.0)) return 1.0;
  int exponent = 0;
  std::frexp(reach, &exponent);
  return std::ldexp(1.0, exponent);
}

}  // namespace census::regions
