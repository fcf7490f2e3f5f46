#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cuda/questions/regions/point.hpp"
#include "host/questions/question.hpp"

namespace census::regions {

/// The points that a line or plane goes through, its origin first; see GivenPoints.
using PointSet = DataSetOf<double>;

/// How a line or plane lies in input space.
struct GivenPlacement {
  Placement placement = Placement::axes;
  std::shared_ptr<const PointSet> points;  ///< null where it is not given by points
};

/// Returns the forms that placements have, for --help and messages.
std::string placement_help();

/// Returns the placement that `text` names, for networks with that many inputs:
///
///     axes             through the origin along the first coordinate axes
///     random           through the origin along vectors that are drawn with each network
///     x,y,...;x,y,...  through these points
///     FILE.csv         through the points of a file, one per line
///     FILE.npy         the same, a NumPy array of shape (points, inputs)
///
/// A line goes through two points, or the origin and one; a plane through three, or the origin and
/// two. A file is read by `read`. Numbers are the binary64 numbers they parse to, and exact. Sets
/// what `domain` knows of its placement; without a domain, which could not be read, only what does
/// not depend on it is checked. What is wrong goes to `errors`, about "through".
std::optional<GivenPlacement> read_placement(const std::string& text, int inputs, Domain* domain,
                                             const FileReader& read,
                                             std::vector<ParameterError>& errors);

}  // namespace census::regions
