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
///                                          segment:A,B  A <= s <= B of it
///     polygon:x,y;x,y;...   a strictly convex polygon of a plane, corners counterclockwise
///     space        all of input space, for networks of one layer
///
/// s is the coordinate of a line, (s, t) are those of a plane. How they lie in input space is
/// read_placement's; vectors that are drawn have normal entries of variance 1 / inputs.
///
/// What is wrong goes to `errors`, about "domain".
std::optional<Domain> read_domain(const std::string& text, int inputs, int depth, int width,
                                  std::vector<ParameterError>& errors);

}  // namespace census::regions
