#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cuda/questions/regions/point.hpp"
#include "host/questions/question.hpp"

namespace census::regions {

/// Returns the forms that domains have, for --help and messages.
std::string domain_help();

/// Returns the domain that `text` names, for networks with that many inputs and layers:
///
///     plane        all of a plane          line         all of a line
///     box:R        [-R, R]^2 of a plane    segment:R    -R <= s <= R of a line
///     polygon:x,y;x,y;...   a strictly convex polygon of a plane, corners counterclockwise
///     space        all of input space, for networks of one layer
///
/// Planes and lines go through the origin of input space: along its first coordinate axes, or where
/// `random`, along vectors that are drawn with each network, their entries normal of variance
/// 1 / inputs. With two inputs the plane along the axes is all of input space.
///
/// What is wrong goes to `errors`, about "domain".
std::optional<Domain> read_domain(const std::string& text, bool random, int inputs, int depth,
                                  int width, std::vector<ParameterError>& errors);

}  // namespace census::regions
