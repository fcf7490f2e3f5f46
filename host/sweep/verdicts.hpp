#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "host/config/sweep_config.hpp"
#include "host/output/sweep_rows.hpp"

namespace census {

/// What the counts of a point say about a hypothesis.
enum class Finding {
  consistent,  ///< not refuted, and precise enough to have noticed: see `judge`
  refuted,     ///< contradicted, with the error level of the whole sweep
  undecided    ///< neither
};

/// A hypothesis at one point.
struct PointFinding {
  Parameters parameters;
  double claimed = 0.0;
  double p_value = 1.0;
  double adjusted_p_value = 1.0;  ///< by Holm's method over all hypotheses and points of the sweep
  double probability = 0.0;       ///< as estimated
  Interval interval;
  bool always_as_claimed = false;  ///< every network, averaged, gave exactly the claimed value
  Finding finding = Finding::undecided;
};

/// A hypothesis over the sweep.
struct HypothesisFindings {
  Hypothesis hypothesis;
  std::vector<PointFinding> points;  ///< those it speaks of that were begun
};

/// Judges every hypothesis of a sweep at every point it speaks of. REFUTED: its adjusted p-value is
/// at most the error level, so that the probability of refuting anything that is true, in the whole
/// sweep, is at most that. CONSISTENT otherwise, if the interval of the point (one of intervals
/// that all hold together with that probability, by Bonferroni) lies on the claimed side of a
/// bound, or contains the claimed value and is no wider than a tenth of it, or if every network,
/// averaged, gave exactly the claimed value. UNDECIDED in all other cases.
std::vector<HypothesisFindings> judge(const SweepConfig& config, const std::vector<SweepRow>& rows);

/// Returns whether any hypothesis is refuted anywhere.
bool any_refuted(const std::vector<HypothesisFindings>& findings);

/// Returns the findings in sentences: how each hypothesis fared, and where it did not.
std::string findings_text(const SweepConfig& config,
                          const std::vector<HypothesisFindings>& findings);

/// Returns the findings as [{"name", "claim", "formula", "points": [...]}].
nlohmann::ordered_json findings_json(const std::vector<HypothesisFindings>& findings);

/// Returns what results.json holds: the rows as `sweep_json` returns them, with "hypotheses", the
/// findings, and "error_level".
nlohmann::ordered_json sweep_document(const SweepConfig& config, const std::vector<SweepRow>& rows);

}  // namespace census
