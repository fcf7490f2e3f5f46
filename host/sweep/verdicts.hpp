#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/config/sweep_config.hpp"
#include "host/output/sweep_rows.hpp"

namespace census {

/// What the counts of a point say about a hypothesis.
enum class Finding {
  consistent,  ///< not refuted, and precise enough to have noticed: see `judge`
  refuted,     ///< contradicted, with the error level of the whole sweep
  undecided    ///< neither
};

/// Returns "CONSISTENT", "REFUTED" or "UNDECIDED".
std::string finding_name(Finding finding);

/// A hypothesis at one point.
struct PointFinding {
  Parameters parameters;
  std::optional<Parameters> reference;  ///< the point that it is compared with, if it is to one
  double claimed = 0.0;                 ///< the value, or the estimate at the reference
  double p_value = 1.0;
  double adjusted_p_value = 1.0;  ///< by Holm's method over all hypotheses and points of the sweep
  double probability = 0.0;       ///< as estimated
  Interval interval;
  Interval claimed_interval;       ///< of the reference; the claimed value alone without one
  bool always_as_claimed = false;  ///< every network, averaged, gave exactly what is claimed
  Finding finding = Finding::undecided;
};

/// A hypothesis over the sweep.
struct HypothesisFindings {
  Hypothesis hypothesis;
  std::vector<PointFinding> points;  ///< those it speaks of that were begun

  /// Returns the number of points with a finding.
  std::size_t count(Finding finding) const;
};

/// Judges every hypothesis of a sweep at every point it speaks of. REFUTED: its adjusted p-value is
/// at most the error level, so that the probability of refuting anything that is true, in the whole
/// sweep, is at most that. CONSISTENT otherwise, if the intervals (which all hold together with
/// that probability, by Bonferroni) leave no other possibility for a bound; for equality, if they
/// overlap and are together no wider than a tenth of the claimed value, or if every network,
/// averaged, gave exactly what is claimed. UNDECIDED in all other cases.
std::vector<HypothesisFindings> judge(const SweepConfig& config, const std::vector<SweepRow>& rows);

/// Returns whether any hypothesis is refuted anywhere.
bool any_refuted(const std::vector<HypothesisFindings>& findings);

}  // namespace census
