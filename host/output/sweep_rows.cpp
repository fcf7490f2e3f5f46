#include "host/output/sweep_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/output/csv.hpp"
#include "host/output/estimate_json.hpp"
#include "host/output/version.hpp"

namespace census {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// The columns after the tally; `key` is what the quantity is called.
std::vector<std::string> columns_after_tally(const std::string& key) {
  return {key,
          "standard_error",
          "interval_level",
          "interval_method",
          "interval_low",
          "interval_high",
          "theory_" + key,
          "theory_fraction",
          "theory_source",
          "z_score",
          "variance_gain",
          "audited"};
}

/// The names of what tallies say besides, with their columns: value, standard error, theory.
std::vector<std::string> measure_names(const std::vector<SweepRow>& rows) {
  std::vector<std::string> names;
  for (const SweepRow& row : rows) {
    if (!row.estimate) continue;
    for (const Measure& measure : row.estimate->measures) add_once(names, measure.name);
  }
  return names;
}

std::vector<std::string> measure_cells(const Estimate& estimate, const std::string& name) {
  for (const Measure& measure : estimate.measures) {
    if (measure.name != name) continue;
    const std::optional<double>& theory = measure.theory.value;
    return {csv_number(probability(measure.sample)), csv_number(standard_error(measure.sample)),
            theory ? csv_number(*theory) : ""};
  }
  return {"", "", ""};
}

bool is_common(const std::vector<SweepRow>& rows, const std::string& name) {
  const auto value = [&](const SweepRow& row) { return row.parameters.value(name, Parameters()); };
  return std::all_of(rows.begin(), rows.end(),
                     [&](const SweepRow& row) { return value(row) == value(rows.front()); });
}

/// Rows are of one question.
bool is_probability(const std::vector<SweepRow>& rows) {
  const Question* question = rows.empty() ? nullptr : find_question(rows.front().question);
  return question == nullptr || question->quantity().is_probability;
}

std::vector<std::string> tally_names(const std::vector<SweepRow>& rows) {
  std::vector<std::string> names;
  for (const SweepRow& row : rows) {
    if (!row.estimate) continue;
    for (const TallyEntry& entry : row.estimate->tally.entries()) {
      // An average's tally holds the number of networks, which has a column already.
      if (entry.group == "tally" && entry.name != "networks") add_once(names, entry.name);
    }
  }
  return names;
}

std::vector<std::string> estimate_cells(const Estimate& estimate,
                                        const std::vector<std::string>& outcomes) {
  std::vector<std::string> cells = {fmt::format("{}", estimate.asked.first),
                                    fmt::format("{}", estimate.networks), estimate.estimator};
  for (const std::string& outcome : outcomes) {
    std::string cell;
    for (const TallyEntry& entry : estimate.tally.entries()) {
      if (entry.group == "tally" && entry.name == outcome) cell = entry.value.str();
    }
    cells.push_back(cell);
  }
  const Interval interval = estimate.interval();
  const Theory& theory = estimate.theory;
  const std::optional<double> z = estimate.z_score();
  for (const std::string& cell :
       {csv_number(estimate.probability()), csv_number(estimate.standard_error()),
        csv_number(interval.level), interval.method, csv_number(interval.low),
        csv_number(interval.high), theory.value ? csv_number(*theory.value) : "", theory.fraction,
        theory.source, z ? csv_number(*z) : "", csv_number(variance_gain(estimate.sample)),
        fmt::format("{}", estimate.audited)}) {
    cells.push_back(cell);
  }
  return cells;
}

std::string status(const SweepRow& row) {
  if (!row.estimate) return "failed";
  return row.estimate->interrupted() ? "partial" : "done";
}

}  // namespace

std::string short_symbol(const std::vector<SweepRow>& rows) {
  return is_probability(rows) ? "P" : "mean";
}

std::vector<std::string> parameter_names(const std::vector<SweepRow>& rows) {
  std::vector<std::string> names;
  for (const SweepRow& row : rows) {
    for (const auto& item : row.parameters.items()) add_once(names, item.key());
  }
  return names;
}

std::vector<std::string> shown_parameter_names(const std::vector<SweepRow>& rows) {
  constexpr std::size_t most_shown = 4;
  std::vector<std::string> names = parameter_names(rows);
  if (names.size() <= most_shown) return names;
  std::erase_if(names, [&](const std::string& name) { return is_common(rows, name); });
  return names;
}

std::string common_parameters(const std::vector<SweepRow>& rows) {
  const std::vector<std::string> shown = shown_parameter_names(rows);
  Parameters common = Parameters::object();
  for (const std::string& name : parameter_names(rows)) {
    if (std::find(shown.begin(), shown.end(), name) == shown.end()) {
      common[name] = rows.front().parameters[name];
    }
  }
  return describe_briefly(common);
}

std::string sweep_csv(const std::vector<SweepRow>& rows) {
  const std::vector<std::string> parameters = parameter_names(rows);
  const std::vector<std::string> outcomes = tally_names(rows);
  std::vector<std::string> header = {"question"};
  header.insert(header.end(), parameters.begin(), parameters.end());
  for (const char* name : {"seed", "first_id", "networks", "estimator"}) {
    header.emplace_back(name);
  }
  header.insert(header.end(), outcomes.begin(), outcomes.end());
  for (std::string& name : columns_after_tally(is_probability(rows) ? "probability" : "mean")) {
    header.push_back(std::move(name));
  }
  const std::vector<std::string> measures = measure_names(rows);
  for (const std::string& name : measures) {
    header.insert(header.end(), {name, name + "_standard_error", name + "_theory"});
  }
  const std::size_t status_column = header.size();
  for (const char* name : {"status", "stopped_by", "failure", "version"}) header.emplace_back(name);

  std::string text = csv_line(header);
  for (const SweepRow& row : rows) {
    std::vector<std::string> cells = {row.question};
    for (const std::string& name : parameters) {
      cells.push_back(row.parameters.contains(name) ? parameter_text(row.parameters[name]) : "");
    }
    cells.push_back(fmt::format("{}", row.seed));
    if (row.estimate) {
      for (std::string& cell : estimate_cells(*row.estimate, outcomes)) {
        cells.push_back(std::move(cell));
      }
      for (const std::string& measure : measures) {
        for (std::string& cell : measure_cells(*row.estimate, measure)) {
          cells.push_back(std::move(cell));
        }
      }
    }
    cells.resize(status_column);
    const bool stopped = row.estimate && row.estimate->stopped_by;
    cells.insert(cells.end(),
                 {status(row), stopped ? std::string(name(*row.estimate->stopped_by)) : "",
                  row.failure, std::string(version())});
    text += csv_line(cells);
  }
  return text;
}

nlohmann::ordered_json sweep_json(const std::vector<SweepRow>& rows, std::size_t planned_points) {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const SweepRow& row : rows) {
    if (row.estimate) {
      points.push_back(estimate_json(*row.estimate));
    } else {
      points.push_back({{"question", row.question},
                        {"parameters", row.parameters},
                        {"seed", json_integer(row.seed)},
                        {"failure", row.failure}});
    }
  }
  nlohmann::ordered_json object;
  object["points"] = std::move(points);
  object["planned_points"] = planned_points;
  object["interrupted"] = sweep_interrupted(rows, planned_points);
  object["version"] = version();
  return object;
}

std::string how_to_go_on(const std::vector<SweepRow>& rows) {
  const auto stuck = std::count_if(rows.begin(), rows.end(),
                                   [](const SweepRow& row) { return row.of_other_version; });
  if (stuck == 0) return "The same sweep command goes on from here.";
  return fmt::format(
      "{} of the points {} counted in part by another version of the program, whose tallies have "
      "other entries: go on with that version, or count the sweep anew in another directory.",
      stuck, stuck == 1 ? "was" : "were");
}

bool sweep_interrupted(const std::vector<SweepRow>& rows, std::size_t planned_points) {
  return rows.size() < planned_points ||
         std::any_of(rows.begin(), rows.end(), [](const SweepRow& row) {
           return row.estimate && row.estimate->interrupted();
         });
}

}  // namespace census
