#pragma once

#include <string>
#include <vector>

#include "host/output/sweep_rows.hpp"
#include "host/output/table.hpp"
#include "host/sweep/verdicts.hpp"

namespace census {

/// A table of a report, one row per point that was begun; every row has a cell for every column.
struct ReportTable {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> footnotes;  ///< "(1) init = {...}"
};

/// Returns the results: number, parameters, estimator, networks, degenerate, estimate, interval and
/// method, theory, z, verdicts ("H1 CONSISTENT": of the first hypothesis). A point that failed says
/// so instead of an estimate.
ReportTable results_table(const std::vector<SweepRow>& rows,
                          const std::vector<HypothesisFindings>& findings);

/// Returns where each number comes from: number, parameters, estimate, seed, ids, audited, seconds,
/// rate, backend, version.
ReportTable origins_table(const std::vector<SweepRow>& rows);

}  // namespace census
