#pragma once

#include <string>

#include "host/config/problem_list.hpp"
#include "host/questions/question.hpp"

namespace census {

/// Checks that `name` is "auto" or an estimator that can count every one of `points`. The first
/// point that it cannot count becomes a problem at `place`, with the reason. Without points,
/// because they could not be read, only the word before the first colon is checked.
void check_estimator(const Question& question, const std::vector<const QuestionPoint*>& points,
                     const std::string& name, const Place& place, ProblemList& problems);

}  // namespace census
