#include "host/config/problem_list.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace census {

void ProblemList::add(const Place& place, std::string problem, std::string why,
                      std::string suggestion) {
  if (!known_.emplace(place.line, place.column, problem).second) return;
  problems_.push_back({place, std::move(problem), std::move(why), std::move(suggestion)});
}

void ProblemList::add(const ConfigError& error) {
  for (const Problem& problem : error.problems()) {
    add(problem.place, problem.problem, problem.why, problem.suggestion);
  }
}

void ProblemList::throw_if_any() const {
  if (problems_.empty()) return;
  std::vector<Problem> sorted = problems_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  if (sorted.size() > most_problems) {
    const std::size_t hidden = sorted.size() - most_problems;
    sorted.resize(most_problems);
    sorted.push_back(
        {sorted.back().place, fmt::format("{} more problems are not shown", hidden), {}, {}});
  }
  throw ConfigError(std::move(sorted));
}

}  // namespace census
