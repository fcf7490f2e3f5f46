#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "host/error.hpp"

namespace census {

/// Collects what is wrong with a configuration while reading goes on, so that the user sees all of
/// it at once. Of several problems with the same place and text only the first is kept, and after
/// `most_problems` of them the list says that there are more.
class ProblemList {
 public:
  static constexpr std::size_t most_problems = 100;

  void add(const Place& place, std::string problem, std::string why = {},
           std::string suggestion = {});

  /// Adds the problems of an error that part of the reading ended with.
  void add(const ConfigError& error);

  bool empty() const { return problems_.empty(); }

  /// @throw ConfigError with all problems in the order of their places, when there are any.
  void throw_if_any() const;

 private:
  std::vector<Problem> problems_;
  std::set<std::tuple<int, int, std::string>> known_;  ///< line, column, problem
};

}  // namespace census
