#pragma once

#include <cstddef>
#include <string>

#include <nlohmann/json.hpp>

namespace census {

/// Returns one entry of the list that `decide --json` prints as people read it: the verdict, the
/// place that shows it, and what was checked.
std::string decide_text(const nlohmann::ordered_json& neuron);

/// Counts verdicts for the last line of the text.
class DecideSummary {
 public:
  void add(const nlohmann::ordered_json& neuron);

  /// Returns "3 neurons: 1 unactivated, 2 activated, 0 degenerate" with a line break.
  std::string text() const;

 private:
  std::size_t neurons_ = 0;
  std::size_t unactivated_ = 0;
  std::size_t activated_ = 0;
};

}  // namespace census
