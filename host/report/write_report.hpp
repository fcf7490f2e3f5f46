#pragma once

#include <string>
#include <vector>

#include "host/config/sweep_config.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/sweep/sweep_directory.hpp"
#include "host/sweep/unasked_points.hpp"

namespace census {

/// Writes report.html and report.md of a sweep to its directory, and the scripts, data and pictures
/// of their plots to plots/ there. The report is named after the directory.
/// @return what the user should know: why plots were not drawn, and what to do; else empty.
/// @throw std::runtime_error when a file cannot be written.
std::string write_report(const SweepDirectory& directory, const SweepConfig& config,
                         const std::vector<SweepRow>& rows, const UnaskedPoints& unasked = {});

}  // namespace census
