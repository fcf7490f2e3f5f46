#pragma once

#include <string>
#include <vector>

#include "host/questions/question.hpp"

namespace census {

/// Texts too long for a cell of a table: each distinct one gets a number, and a line below.
class Footnotes {
 public:
  /// Returns the mark of a text, "(1)" for the first.
  std::string mark(const std::string& text);

  /// Returns the cell of parameter `name` of a point: its value, the mark of one that is an object,
  /// empty when the point has no such parameter.
  std::string parameter_cell(const Parameters& parameters, const std::string& name);

  /// Returns "(1) text" for each text marked, in order.
  std::vector<std::string> lines() const;

 private:
  std::vector<std::string> texts_;
};

}  // namespace census
