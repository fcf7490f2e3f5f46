#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "host/output/estimate.hpp"

namespace census {

/// One point of a sweep that was begun: its estimate, or the reason why it has none.
struct SweepRow {
  std::string question;
  Parameters parameters;
  std::uint64_t seed = 0;
  std::optional<Estimate> estimate;
  std::string failure;  ///< empty exactly when there is an estimate
  /// Whether it was counted in part by a version of the program whose tallies have other entries,
  /// so that this one cannot go on.
  bool of_other_version = false;
};

/// Returns what the estimates of the rows are called in tables: "P" or "mean".
std::string short_symbol(const std::vector<SweepRow>& rows);

/// Returns the names of the parameters of all rows, each once, in order of first appearance.
std::vector<std::string> parameter_names(const std::vector<SweepRow>& rows);

/// Returns the parameters that tables of the rows show: all of them, or where they are more than
/// four those that are not the same in every row.
std::vector<std::string> shown_parameter_names(const std::vector<SweepRow>& rows);

/// Returns the others with their values, "init = he-normal, biases = zero"; empty without any.
std::string common_parameters(const std::vector<SweepRow>& rows);

/// Returns the rows as a CSV file with a header line. Numbers have full precision; a cell without a
/// value is empty. Only what was counted, not how long it took or where: the same counts give the
/// same bytes. Columns: question, the parameters, seed, first_id, networks, estimator, the entries
/// of the tally, probability (or mean), standard_error, interval_level, interval_method,
/// interval_low, interval_high, theory_probability, theory_fraction, theory_source, z_score,
/// variance_gain, audited, what the tally says besides with standard error and theory, status
/// ("done", "partial" or "failed"), stopped_by, failure, version.
std::string sweep_csv(const std::vector<SweepRow>& rows);

/// Returns the rows as {"points": [...], "planned_points": ..., "interrupted": ...}; a point is
/// what `estimate_json` returns, or {"question", "parameters", "seed", "failure"}.
/// @param planned_points how many points the configuration has.
nlohmann::ordered_json sweep_json(const std::vector<SweepRow>& rows, std::size_t planned_points);

/// Returns how what is missing is counted, one sentence: by the same command, or, where this
/// program cannot go on with what another version counted, by that version or anew.
std::string how_to_go_on(const std::vector<SweepRow>& rows);

/// Returns whether the sweep was left before everything was counted.
bool sweep_interrupted(const std::vector<SweepRow>& rows, std::size_t planned_points);

}  // namespace census
