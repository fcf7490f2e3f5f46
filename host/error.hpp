#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace census {

/// Where in the user's input something is wrong. For a file, line and column count from 1; for the
/// command line, `source` is the option and line is 0.
struct Place {
  std::string source;
  int line = 0;
  int column = 0;
};

/// One thing that is wrong with the user's input: what, why, and what to do about it.
struct Problem {
  Place place;
  std::string problem;     ///< "unknown key 'pionts'"
  std::string why;         ///< "a sweep has the keys question, seed, points, ..."; may be empty
  std::string suggestion;  ///< "did you mean 'points'?"; may be empty
};

/// Returns "source:line:column: problem (why); suggestion", leaving out what is empty.
std::string to_string(const Problem& problem);

/// Everything that is wrong with the user's input, found in one pass. `what()` has a line for each.
/// Ends the program with exit code 2.
class ConfigError : public std::runtime_error {
 public:
  explicit ConfigError(std::vector<Problem> problems);
  explicit ConfigError(Problem problem) : ConfigError(std::vector{std::move(problem)}) {}

  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

}  // namespace census
