#include "host/error.hpp"

namespace census {

namespace {

std::string to_lines(const std::vector<Problem>& problems) {
  std::string lines;
  for (const Problem& problem : problems) {
    if (!lines.empty()) lines += '\n';
    lines += to_string(problem);
  }
  return lines;
}

std::string to_string(const Place& place) {
  std::string text = place.source;
  if (place.line > 0) text += ':' + std::to_string(place.line);
  if (place.line > 0 && place.column > 0) text += ':' + std::to_string(place.column);
  return text;
}

}  // namespace

std::string to_string(const Problem& problem) {
  std::string text = to_string(problem.place);
  if (!text.empty()) text += ": ";
  text += problem.problem;
  if (!problem.why.empty()) text += " (" + problem.why + ")";
  if (!problem.suggestion.empty()) text += "; " + problem.suggestion;
  return text;
}

ConfigError::ConfigError(std::vector<Problem> problems)
    : std::runtime_error(to_lines(problems)), problems_(std::move(problems)) {}

}  // namespace census
