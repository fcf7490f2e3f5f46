#include "host/sweep/verdicts.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "host/output/estimate_json.hpp"
#include "host/output/estimate_text.hpp"
#include "host/output/readable.hpp"

namespace census {
namespace {

/// An interval wider than this share of a claimed value would not have noticed much.
constexpr double widest_share = 0.1;

Finding finding_of(Claim claim, const PointFinding& point, double error_level) {
  if (point.adjusted_p_value <= error_level) return Finding::refuted;
  const Interval& interval = point.interval;
  bool consistent = false;
  switch (claim) {
    case Claim::at_least:
      consistent = interval.low >= point.claimed;
      break;
    case Claim::at_most:
      consistent = interval.high <= point.claimed;
      break;
    case Claim::equal:
      consistent = point.always_as_claimed ||
                   (interval.low <= point.claimed && point.claimed <= interval.high &&
                    interval.high - interval.low <= widest_share * point.claimed);
      break;
  }
  return consistent ? Finding::consistent : Finding::undecided;
}

std::string finding_name(Finding finding) {
  switch (finding) {
    case Finding::consistent:
      return "CONSISTENT";
    case Finding::refuted:
      return "REFUTED";
    case Finding::undecided:
      break;
  }
  return "UNDECIDED";
}

std::string claim_words(Claim claim) {
  switch (claim) {
    case Claim::at_least:
      return "at least ";
    case Claim::at_most:
      return "at most ";
    case Claim::equal:
      break;
  }
  return "";
}

std::size_t count(const HypothesisFindings& hypothesis, Finding finding) {
  return static_cast<std::size_t>(
      std::count_if(hypothesis.points.begin(), hypothesis.points.end(),
                    [finding](const PointFinding& point) { return point.finding == finding; }));
}

}  // namespace

std::vector<HypothesisFindings> judge(const SweepConfig& config,
                                      const std::vector<SweepRow>& rows) {
  std::map<std::string, const SweepRow*> row_of;
  for (const SweepRow& row : rows) {
    if (row.estimate) row_of[row.parameters.dump()] = &row;
  }
  std::vector<HypothesisFindings> findings;
  std::vector<double> p_values;
  std::vector<const Sample*> samples;
  for (const Hypothesis& hypothesis : config.hypotheses) {
    HypothesisFindings& found = findings.emplace_back(HypothesisFindings{hypothesis, {}});
    for (const auto& point : config.points) {
      const std::optional<double> claimed = claimed_probability(hypothesis, *point);
      const auto row = row_of.find(point->parameters().dump());
      if (!claimed || row == row_of.end()) continue;
      const Estimate& estimate = *row->second->estimate;
      const double p = p_value(estimate.sample, hypothesis.claim, *claimed);
      p_values.push_back(p);
      samples.push_back(&estimate.sample);
      found.points.push_back({.parameters = point->parameters(),
                              .claimed = *claimed,
                              .p_value = p,
                              .adjusted_p_value = 1.0,
                              .probability = estimate.probability(),
                              .interval = {},
                              .always_as_claimed = !estimate.common_share().empty() &&
                                                   estimate.probability() == *claimed,
                              .finding = Finding::undecided});
    }
  }
  const std::vector<double> adjusted = holm_adjusted(p_values);
  // All intervals together contain what they should with the probability that refutations have.
  const double level =
      1.0 - config.error_level / static_cast<double>(std::max<std::size_t>(p_values.size(), 1));
  std::size_t next = 0;
  for (HypothesisFindings& found : findings) {
    for (PointFinding& point : found.points) {
      point.interval = interval(*samples[next], level);
      point.adjusted_p_value = adjusted[next++];
      point.finding = finding_of(found.hypothesis.claim, point, config.error_level);
    }
  }
  return findings;
}

bool any_refuted(const std::vector<HypothesisFindings>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const HypothesisFindings& found) {
    return count(found, Finding::refuted) > 0;
  });
}

std::string findings_text(const SweepConfig& config,
                          const std::vector<HypothesisFindings>& findings) {
  std::size_t comparisons = 0;
  for (const HypothesisFindings& found : findings) comparisons += found.points.size();
  std::string text;
  for (const HypothesisFindings& found : findings) {
    text += fmt::format("Hypothesis '{}' ({}P = {}): ", found.hypothesis.name,
                        claim_words(found.hypothesis.claim), found.hypothesis.value->text());
    std::string parts;
    for (const Finding finding : {Finding::refuted, Finding::consistent, Finding::undecided}) {
      const std::size_t number = count(found, finding);
      if (number == 0) continue;
      parts += fmt::format("{}{} at {} of {} points", parts.empty() ? "" : ", ",
                           finding_name(finding), number, found.points.size());
    }
    text += (parts.empty() ? "no point was counted" : parts) + ".\n";
    for (const PointFinding& point : found.points) {
      if (point.finding == Finding::consistent) continue;
      const double width = point.interval.high - point.interval.low;
      text += fmt::format("  {} at {}: claimed {}{}, counted {} in [{}, {}], p = {:.2g}\n",
                          finding_name(point.finding), describe_briefly(point.parameters),
                          claim_words(found.hypothesis.claim), readable_number(point.claimed, 8),
                          readable_value(point.probability, width),
                          readable_lower_bound(point.interval.low, width),
                          readable_upper_bound(point.interval.high, width), point.adjusted_p_value);
    }
  }
  if (!findings.empty()) {
    text += fmt::format(
        "Refuting anything true in all {} comparisons together has probability at most {:g} "
        "(Holm).\n",
        comparisons, config.error_level);
  }
  return text;
}

nlohmann::ordered_json findings_json(const std::vector<HypothesisFindings>& findings) {
  auto list = nlohmann::ordered_json::array();
  for (const HypothesisFindings& found : findings) {
    auto points = nlohmann::ordered_json::array();
    for (const PointFinding& point : found.points) {
      points.push_back({{"parameters", point.parameters},
                        {"claimed", json_number(point.claimed)},
                        {"probability", json_number(point.probability)},
                        {"p_value", json_number(point.p_value)},
                        {"adjusted_p_value", json_number(point.adjusted_p_value)},
                        {"verdict", finding_name(point.finding)}});
    }
    list.push_back({{"name", found.hypothesis.name},
                    {"claim", claim_key(found.hypothesis.claim)},
                    {"formula", found.hypothesis.value->text()},
                    {"points", points}});
  }
  return list;
}

nlohmann::ordered_json sweep_document(const SweepConfig& config,
                                      const std::vector<SweepRow>& rows) {
  nlohmann::ordered_json document = sweep_json(rows, config.points.size());
  document["hypotheses"] = findings_json(judge(config, rows));
  document["error_level"] = config.error_level;
  return document;
}

}  // namespace census
