#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/config/sweep_config.hpp"
#include "host/output/sweep_rows.hpp"
#include "host/report/data_dictionary.hpp"
#include "host/report/draw_plots.hpp"
#include "host/report/report_table.hpp"
#include "host/sweep/unasked_points.hpp"
#include "host/sweep/verdicts.hpp"

namespace census {

/// A fact about a sweep: what it is called, and what it is.
using Fact = std::pair<std::string, std::string>;

/// A point without an estimate, and why.
struct MissingPoint {
  std::string point;
  std::string reason;
};

/// What the report of a sweep says, as plain text, whatever the format it is written in.
struct Report {
  std::string title;
  std::string question;    ///< what was asked and is estimated, two sentences
  std::string incomplete;  ///< what is missing, one sentence; empty when all points have ended
  std::string unasked;     ///< what the ledger holds besides, and why; empty when nothing
  std::vector<Fact> facts;
  std::vector<HypothesisFindings> findings;
  std::vector<std::string> conclusions;  ///< sentences about the sweep as a whole
  Figures figures;
  std::string plots_directory;  ///< relative to the report
  ReportTable results;
  ReportTable origins;
  std::vector<std::string> commands;  ///< for each row of the tables; empty where there is none
  std::vector<MissingPoint> missing;
  std::vector<ColumnMeaning> dictionary;
  std::string configuration;  ///< resolved, as YAML
};

/// Puts together what a report says.
Report make_report(const std::string& title, const SweepConfig& config,
                   const std::vector<SweepRow>& rows, Figures figures,
                   const std::string& plots_directory, const UnaskedPoints& unasked = {});

}  // namespace census
