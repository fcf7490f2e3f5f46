#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "host/config/problem_list.hpp"
#include "host/config/yaml_tree.hpp"
#include "host/questions/question.hpp"

namespace census {

/// Sweeps with more points than this are refused before the points are built.
inline constexpr std::size_t most_points = 100'000;

/// Returns the points of `question` that `points` names: the product of the values of all
/// parameters, those written first varying slowest, of one mapping or of each of a list of
/// mappings. Files that they name are read by `read`. Points that come out more than once are kept
/// once. What is wrong goes to `problems`; the points are complete only when nothing was added.
std::vector<std::unique_ptr<QuestionPoint>> read_points(const YamlNode& points,
                                                        const Question& question,
                                                        const FileReader& read,
                                                        ProblemList& problems);

}  // namespace census
