#include "host/report/report.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "host/output/readable.hpp"
#include "host/output/sweep_table.hpp"
#include "host/output/version.hpp"

namespace census {
namespace {

std::size_t number_of(const std::vector<SweepRow>& rows, bool (*is_so)(const SweepRow&)) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), is_so));
}

bool failed(const SweepRow& row) { return !row.estimate; }
bool is_partial(const SweepRow& row) { return row.estimate && row.estimate->interrupted(); }

std::string incomplete_text(const SweepConfig& config, const std::vector<SweepRow>& rows) {
  const std::size_t planned = config.points.size();
  const std::size_t failures = number_of(rows, failed);
  const std::size_t partial = number_of(rows, is_partial);
  const std::size_t done = rows.size() - failures - partial;
  if (done == planned) return "";
  std::string text = fmt::format("This sweep is not complete: {} of {} points {} done", done,
                                 planned, done == 1 ? "is" : "are");
  const auto add = [&text](std::size_t number, const char* what) {
    if (number > 0) text += fmt::format(", {} {}", number, what);
  };
  add(partial, "counted in part");
  add(failures, "failed");
  add(planned - rows.size(), "not begun");
  return text + ". " + how_to_go_on(rows);
}

std::string joined(const std::set<std::string>& texts) {
  return texts.empty() ? "-" : fmt::format("{}", fmt::join(texts, "; "));
}

std::vector<Fact> facts_of(const SweepConfig& config, const std::vector<SweepRow>& rows) {
  Integer networks = 0;
  double seconds = 0.0;
  std::set<std::string> devices;
  for (const SweepRow& row : rows) {
    if (!row.estimate) continue;
    networks += row.estimate->networks;
    seconds += row.estimate->seconds;
    devices.insert(
        fmt::format("{}: {}", row.estimate->provenance.backend, row.estimate->provenance.device));
  }
  std::vector<Fact> facts = {
      {"Question", std::string(config.question->name())},
      {"Seed", fmt::format("{}", config.seed)},
      {"Points", fmt::format("{}, each to {}", config.points.size(), describe(config.stop))}};
  if (std::string common = common_parameters(rows); !common.empty()) {
    facts.emplace_back("All with", std::move(common));
  }
  facts.emplace_back("Estimator", config.estimator);
  facts.emplace_back("Networks", fmt::format("{} counted in {}", readable_integer(networks),
                                             readable_duration(seconds)));
  facts.emplace_back("Counted on", joined(devices));
  facts.emplace_back("Program", fmt::format("relu-census {}", version()));
  return facts;
}

std::vector<std::string> conclusions_of(const SweepConfig& config,
                                        const std::vector<SweepRow>& rows,
                                        const std::vector<HypothesisFindings>& findings) {
  std::vector<std::string> sentences;
  std::size_t comparisons = 0;
  for (const HypothesisFindings& found : findings) comparisons += found.points.size();
  if (findings.empty()) {
    sentences.emplace_back("The configuration states no hypothesis.");
  } else {
    sentences.push_back(
        fmt::format("The probability that anything true was refuted, in all {} comparisons "
                    "together, is at most {:g} (Holm's method).",
                    comparisons, config.error_level));
  }
  std::string summary = sweep_summary(rows);
  if (summary.ends_with('\n')) summary.pop_back();
  sentences.push_back(std::move(summary));
  return sentences;
}

std::vector<MissingPoint> missing_points(const SweepConfig& config,
                                         const std::vector<SweepRow>& rows) {
  std::vector<MissingPoint> missing;
  std::set<std::string> begun;
  for (const SweepRow& row : rows) {
    begun.insert(row.parameters.dump());
    if (failed(row)) missing.push_back({describe_parameters(row.parameters), row.failure});
  }
  for (const auto& point : config.points) {
    if (begun.contains(point->parameters().dump())) continue;
    missing.push_back({describe_parameters(point->parameters()), "not begun"});
  }
  return missing;
}

}  // namespace

Report make_report(const std::string& title, const SweepConfig& config,
                   const std::vector<SweepRow>& rows, Figures figures,
                   const std::string& plots_directory, const UnaskedPoints& unasked) {
  Report report;
  report.title = title;
  report.question =
      fmt::format("{} {}", config.question->summary(), config.question->quantity().meaning);
  report.incomplete = incomplete_text(config, rows);
  report.unasked = unasked_text(unasked);
  report.facts = facts_of(config, rows);
  report.findings = judge(config, rows);
  report.conclusions = conclusions_of(config, rows, report.findings);
  report.figures = std::move(figures);
  report.plots_directory = plots_directory;
  report.results = results_table(rows, report.findings);
  report.origins = origins_table(rows);
  for (const SweepRow& row : rows) {
    const bool counted = row.estimate && row.estimate->networks > 0;
    report.commands.push_back(counted ? regenerating_command(*row.estimate) : "");
  }
  report.missing = missing_points(config, rows);
  report.dictionary = data_dictionary(*config.question);
  report.configuration = resolved_yaml(config);
  return report;
}

}  // namespace census
