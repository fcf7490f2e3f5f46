#include "host/report/report_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/output/estimate_cells.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/footnotes.hpp"
#include "host/output/readable.hpp"
#include "host/output/version.hpp"

namespace census {
namespace {

using Align = Column::Align;

/// Builds a table that begins with number and parameters.
class TableBuilder {
 public:
  explicit TableBuilder(const std::vector<SweepRow>& rows) : names_(shown_parameter_names(rows)) {
    table_.columns.push_back({"#", Align::right});
    for (const std::string& name : names_) {
      const bool numbers = std::all_of(rows.begin(), rows.end(), [&name](const SweepRow& row) {
        return !row.parameters.contains(name) || row.parameters[name].is_number();
      });
      table_.columns.push_back({name, numbers ? Align::right : Align::left});
    }
  }

  void add_columns(const std::vector<Column>& columns) {
    table_.columns.insert(table_.columns.end(), columns.begin(), columns.end());
  }

  /// Adds a row; cells that are missing at its end are "-".
  void add_row(const SweepRow& row, const std::vector<std::string>& cells) {
    std::vector<std::string>& all = table_.rows.emplace_back();
    all.push_back(fmt::format("{}", table_.rows.size()));
    for (const std::string& name : names_) {
      all.push_back(footnotes_.parameter_cell(row.parameters, name));
    }
    all.insert(all.end(), cells.begin(), cells.end());
    all.resize(table_.columns.size(), "-");
  }

  ReportTable finish() {
    table_.footnotes = footnotes_.lines();
    return std::move(table_);
  }

 private:
  std::vector<std::string> names_;
  Footnotes footnotes_;
  ReportTable table_;
};

std::string estimate_cell(const SweepRow& row) {
  if (!row.estimate) return "failed";
  std::string text = probability_text(*row.estimate);
  if (const std::size_t at = text.find(" +- "); at != std::string::npos) text.replace(at, 4, " ± ");
  return text;
}

std::string verdict_cell(const SweepRow& row, const std::vector<HypothesisFindings>& findings) {
  std::string text;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    for (const PointFinding& point : findings[i].points) {
      if (point.parameters != row.parameters) continue;
      text += fmt::format("{}H{} {}", text.empty() ? "" : ", ", i + 1, finding_name(point.finding));
    }
  }
  return text.empty() ? "-" : text;
}

std::string ids_cell(const Estimate& estimate) {
  std::vector<IdRange> ranges = estimate.ranges;
  if (ranges.empty()) ranges.push_back({estimate.asked.first, estimate.networks});
  std::string text;
  for (const IdRange& range : ranges) {
    if (range.count == 0) continue;
    text += fmt::format("{}{} .. {}", text.empty() ? "" : ", ", range.first,
                        range.first + (range.count - 1));
  }
  return text.empty() ? "-" : text;
}

}  // namespace

ReportTable results_table(const std::vector<SweepRow>& rows,
                          const std::vector<HypothesisFindings>& findings) {
  TableBuilder table(rows);
  table.add_columns({{"estimator", Align::left},
                     {"networks", Align::right},
                     {"degenerate", Align::right},
                     {fmt::format("{} ± error", short_symbol(rows)), Align::right},
                     {fmt::format("{:g} % interval", 100.0 * interval_level), Align::right},
                     {"method", Align::left},
                     {"theory", Align::right},
                     {"z", Align::right},
                     {"verdict", Align::left}});
  for (const SweepRow& row : rows) {
    if (!row.estimate) {
      table.add_row(row, {"-", "-", "-", estimate_cell(row)});
      continue;
    }
    const Estimate& estimate = *row.estimate;
    const std::optional<double> z = estimate.z_score();
    table.add_row(
        row, {estimate.estimator,
              readable_integer(estimate.networks) + (estimate.interrupted() ? " (partial)" : ""),
              degenerate_cell(estimate.tally), estimate_cell(row), interval_text(estimate),
              estimate.interval().method, theory_cell(estimate.theory),
              z ? fmt::format("{:+.2f}", *z) : "-", verdict_cell(row, findings)});
  }
  return table.finish();
}

ReportTable origins_table(const std::vector<SweepRow>& rows) {
  TableBuilder table(rows);
  table.add_columns({{fmt::format("{} ± error", short_symbol(rows)), Align::right},
                     {"seed", Align::right},
                     {"ids", Align::right},
                     {"audited", Align::right},
                     {"seconds", Align::right},
                     {"networks/s", Align::right},
                     {"backend", Align::left},
                     {"version", Align::left}});
  for (const SweepRow& row : rows) {
    if (!row.estimate) {
      table.add_row(row, {estimate_cell(row), fmt::format("{}", row.seed)});
      continue;
    }
    const Estimate& estimate = *row.estimate;
    table.add_row(row, {estimate_cell(row), fmt::format("{}", row.seed), ids_cell(estimate),
                        readable_integer(estimate.audited), fmt::format("{:.3g}", estimate.seconds),
                        readable_count(estimate.networks_per_second()), estimate.provenance.backend,
                        std::string(version())});
  }
  return table.finish();
}

}  // namespace census
