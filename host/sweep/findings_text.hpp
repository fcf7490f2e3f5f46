#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "host/sweep/unasked_points.hpp"
#include "host/sweep/verdicts.hpp"

namespace census {

/// Returns how a hypothesis fared in plain words: "The counts agree with it at all 30 points, to a
/// tenth of the claimed value or better."
std::string sentence(const HypothesisFindings& found);

/// Returns what a finding is about in one line: "n0 = 1, n1 = 3, init = unit-normal: claimed 0.125,
/// counted 0.1401 in [0.1398, 0.1404], p = 1e-12".
std::string finding_line(const HypothesisFindings& found, const PointFinding& point);

/// Returns the findings of a sweep in sentences: how each hypothesis fared, and where it did not.
std::string findings_text(const SweepConfig& config,
                          const std::vector<HypothesisFindings>& findings);

/// Returns the findings as [{"name", "claim", "formula" or "parameter", "sentence", "points":
/// [{"parameters", "compared_to" (only in comparisons), "claimed", "probability", "p_value",
/// "adjusted_p_value", "verdict"}]}].
nlohmann::ordered_json findings_json(const std::vector<HypothesisFindings>& findings);

/// Returns what results.json holds: the rows as `sweep_json` returns them, with "unasked_points",
/// their number, "hypotheses", the findings, and "error_level".
nlohmann::ordered_json sweep_document(const SweepConfig& config, const std::vector<SweepRow>& rows,
                                      const UnaskedPoints& unasked);

}  // namespace census
