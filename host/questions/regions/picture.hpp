#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cuda/questions/regions/point.hpp"

namespace census::regions {

/// A polygon of a plane, corners counterclockwise in the plane's coordinates.
struct PictureRegion {
  std::vector<double> s;
  std::vector<double> t;
  std::uint64_t pattern = 0;  ///< a hash of which neurons are on
};

/// A piece of a neuron's boundary.
struct PictureLine {
  int layer = 0;
  double s[2] = {};
  double t[2] = {};
};

/// The regions of one network on a polygon, computed in binary64: to be looked at, not counted.
struct Picture {
  std::vector<PictureRegion> regions;
  std::vector<PictureLine> lines;
};

/// Computes the picture of network `id` of `point`, whose domain is a polygon of a plane, that
/// through `points` if it is given by points.
Picture make_picture(const Point& point, std::uint64_t id, const GivenPoints& points = {});

/// Returns a picture as SVG: regions coloured by activation pattern, boundaries drawn by layer, the
/// first one boldest. `title` stands above.
std::string to_svg(const Picture& picture, const Point& point, const std::string& title);

}  // namespace census::regions
