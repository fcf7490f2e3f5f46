#pragma once

#include <string_view>

#include "host/config/problem_list.hpp"
#include "host/config/yaml_tree.hpp"
#include "host/questions/question.hpp"

namespace census {

/// Returns the value as JSON: scalars without quotes that write a number become numbers, all other
/// scalars texts. A repeated key becomes a problem at its place; its first value counts.
Parameters to_json(const YamlNode& node, ProblemList& problems);

/// Returns the place in `node` of the key at `path`, such as "first_weights.scale", or of the last
/// key on the way that exists, or of `node` itself.
Place place_of(const YamlNode& node, std::string_view path);

}  // namespace census
