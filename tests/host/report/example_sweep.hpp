#pragma once

#include <string>
#include <vector>

#include "host/config/yaml_reader.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/sweep/verdicts.hpp"

namespace census {

/// Returns a sweep over n0 = 1, 2 and n1 = n0, n0 + 1 with two initialisations: eight points of a
/// million networks.
inline SweepConfig example_config(const std::string& more = "") {
  return read_sweep_text(
      "points: {n0: [1, 2], n1: n0 .. n0 + 1, init: [unit-normal, unit-cauchy]}\n"
      "estimator: plain\nstop: {networks: 1e6}\n" +
          more,
      "example.yaml");
}

/// Returns the row of a point with so many hits among a million networks.
inline SweepRow row_of(const QuestionPoint& point, std::uint64_t hits) {
  Estimate estimate;
  estimate.question = "unactivated";
  estimate.quantity = {"P(unactivated)", true, ""};
  estimate.parameters = point.parameters();
  estimate.seed = 1;
  estimate.asked = {0, 1'000'000};
  estimate.networks = 1'000'000;
  estimate.stopped_by = StopRule::networks;
  estimate.provenance = {"cpu", "a processor"};
  estimate.tally = Tally({{"tally", "unactivated", MergeRule::sum, hits},
                          {"tally", "activated", MergeRule::sum, 1'000'000 - hits},
                          {"tally", "degenerate", MergeRule::sum, 0}});
  estimate.sample = Proportion{hits, 1'000'000};
  estimate.theory = point.theory();
  estimate.seconds = 0.5;
  return {.question = "unactivated",
          .parameters = point.parameters(),
          .seed = 1,
          .estimate = estimate,
          .failure = {}};
}

/// Returns a row for every point, each with as many hits as its theorem says, or `without_theorem`.
inline std::vector<SweepRow> example_rows(const SweepConfig& config,
                                          std::uint64_t without_theorem = 50'000) {
  std::vector<SweepRow> rows;
  for (const auto& point : config.points) {
    const auto theory = point->theory().value;
    rows.push_back(
        row_of(*point, theory ? static_cast<std::uint64_t>(*theory * 1e6) : without_theorem));
  }
  return rows;
}

/// Takes the estimate of a row away.
inline void fail(SweepRow& row, const std::string& reason) {
  row.estimate.reset();
  row.failure = reason;
}

/// Counts how often `part` is in `text`.
inline std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t number = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++number;
  }
  return number;
}

}  // namespace census
