#include "host/config/estimator_name.hpp"

#include <algorithm>
#include <string_view>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"

namespace census {
namespace {

std::string kind_of(const std::string& name) { return name.substr(0, name.find(':')); }

}  // namespace

void check_estimator(const Question& question, const std::vector<const QuestionPoint*>& points,
                     const std::string& name, const Place& place, ProblemList& problems) {
  if (name == "auto") return;
  if (points.empty()) {
    std::vector<std::string> kinds{"auto"};
    for (const std::string& form : question.estimator_forms()) kinds.push_back(kind_of(form));
    if (std::find(kinds.begin(), kinds.end(), kind_of(name)) != kinds.end()) return;
    problems.add(place, "unknown estimator " + quote(name),
                 "the estimators are auto, " + listed(question.estimator_forms()),
                 did_you_mean(kind_of(name), kinds));
    return;
  }
  for (const QuestionPoint* point : points) {
    try {
      point->estimator(name);
    } catch (const ParameterError& error) {
      problems.add(place, error.problem, error.why, error.suggestion);
      return;
    }
  }
}

}  // namespace census
