#include "host/output/sweep_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/output/estimate_cells.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/footnotes.hpp"
#include "host/output/readable.hpp"
#include "host/output/table.hpp"

namespace census {
namespace {

constexpr double sigmas_allowed = 5.0;

std::string gain_text(double gain) {
  if (std::isinf(gain)) return "all";
  return std::isnan(gain) ? "-" : readable_count(gain);
}

std::string seconds_text(double seconds) {
  return std::isfinite(seconds) ? readable_number(seconds, 3) : "-";
}

std::vector<std::string> estimate_cells(const Estimate& estimate) {
  const std::optional<double> z = estimate.z_score();
  return {estimate.estimator,
          readable_integer(estimate.networks) + (estimate.interrupted() ? " (partial)" : ""),
          degenerate_cell(estimate.tally),
          probability_text(estimate),
          interval_text(estimate),
          theory_cell(estimate.theory),
          z ? fmt::format("{:+.2f}", *z) : "-",
          readable_count(estimate.networks_per_second()),
          gain_text(variance_gain(estimate.sample)),
          seconds_text(estimate.seconds_to(compared_relative_error))};
}

}  // namespace

std::string sweep_table(const std::vector<SweepRow>& rows) {
  if (rows.empty()) return "";
  const std::vector<std::string> parameters = shown_parameter_names(rows);
  std::vector<Column> columns;
  for (const std::string& name : parameters) {
    const bool numbers = std::all_of(rows.begin(), rows.end(), [&name](const SweepRow& row) {
      return !row.parameters.contains(name) || row.parameters[name].is_number();
    });
    columns.push_back({name, numbers ? Column::Align::right : Column::Align::left});
  }
  for (const std::string& header :
       {std::string("estimator"), std::string("networks"), std::string("degenerate"),
        fmt::format("{} +- error", short_symbol(rows)),
        fmt::format("{:g} % interval", 100.0 * interval_level), std::string("theory"),
        std::string("z"), std::string("networks/s"), std::string("gain"),
        fmt::format("s to {:g}", compared_relative_error)}) {
    columns.push_back({header, Column::Align::right});
  }

  Footnotes footnotes;
  std::vector<std::vector<std::string>> table;
  for (const SweepRow& row : rows) {
    std::vector<std::string>& cells = table.emplace_back();
    for (const std::string& name : parameters) {
      cells.push_back(footnotes.parameter_cell(row.parameters, name));
    }
    if (row.estimate) {
      for (std::string& cell : estimate_cells(*row.estimate)) cells.push_back(std::move(cell));
    } else {
      cells.push_back("failed " + footnotes.mark(row.failure));
    }
  }
  const std::string common = common_parameters(rows);
  std::string text = common.empty() ? "" : fmt::format("All with {}.\n\n", common);
  text += render_table(columns, table);
  for (const std::string& line : footnotes.lines()) text += line + "\n";
  return text;
}

std::string sweep_summary(const std::vector<SweepRow>& rows) {
  std::size_t with_theorem = 0;
  double largest = -1.0;
  const SweepRow* farthest = nullptr;
  for (const SweepRow& row : rows) {
    const std::optional<double> z = row.estimate ? row.estimate->z_score() : std::nullopt;
    if (!z) continue;
    ++with_theorem;
    if (std::abs(*z) > largest) {
      largest = std::abs(*z);
      farthest = &row;
    }
  }
  if (farthest == nullptr) {
    return fmt::format("None of the {} points counted has a theorem to compare with.\n",
                       rows.size());
  }
  if (largest == 0.0) {
    return fmt::format("{} of {} points have a theorem to compare with; all agree exactly.\n",
                       with_theorem, rows.size());
  }
  std::string text = fmt::format(
      "{} of {} points have a theorem to compare with. The largest |z| is {:.2f}, at {}. ",
      with_theorem, rows.size(), largest, describe_parameters(farthest->parameters));
  text += largest <= sigmas_allowed
              ? fmt::format("All lie within {:g} standard deviations.\n", sigmas_allowed)
              : fmt::format("NOT all lie within {:g} standard deviations.\n", sigmas_allowed);
  return text;
}

}  // namespace census
