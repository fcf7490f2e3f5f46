#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "host/output/sweep_rows.hpp"

namespace census {

/// Returns a sweep as a table for a terminal, one row per point that was begun: parameters,
/// estimator, networks, degenerate networks (or sign patterns), probability and standard error,
/// interval, theorem, z, networks/s, variance gain over plain counting ("all" for zero variance),
/// seconds to the relative error that estimators are compared at. A parameter written out as an
/// object is numbered in the table and listed below it, and so are the reasons of the points that
/// failed.
std::string sweep_table(const std::vector<SweepRow>& rows);

/// Returns what the rows say about the theorems in plain sentences: how many points have one, the
/// largest |z|, and whether all are within five standard deviations.
std::string sweep_summary(const std::vector<SweepRow>& rows);

}  // namespace census
