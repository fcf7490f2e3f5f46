#include "host/sweep/findings_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/output/estimate_json.hpp"
#include "host/output/readable.hpp"

namespace census {
namespace {

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

/// "at all 30 points", "at 2 of 30 points".
std::string at_points(std::size_t some, std::size_t all) {
  if (all == 1) return "at its one point";
  return some == all ? fmt::format("at all {} points", all)
                     : fmt::format("at {} of {} points", some, all);
}

const PointFinding& strongest_contradiction(const HypothesisFindings& found) {
  return *std::min_element(found.points.begin(), found.points.end(),
                           [](const PointFinding& a, const PointFinding& b) {
                             return a.adjusted_p_value < b.adjusted_p_value;
                           });
}

/// What a consistent count shows.
std::string agreement(const Hypothesis& hypothesis) {
  if (hypothesis.claim == Claim::equal) {
    return hypothesis.value ? "agree with it, to a tenth of the claimed value or better,"
                            : "agree with each other, to a tenth or better,";
  }
  return hypothesis.value ? "are on the claimed side" : "are in the claimed order";
}

/// "= 0.03"; a p-value that underflows is not 0.
std::string p_text(double p) { return p < 1e-300 ? "< 1e-300" : fmt::format("= {:.2g}", p); }

}  // namespace

std::string sentence(const HypothesisFindings& found) {
  const std::size_t all = found.points.size();
  if (all == 0) {
    return found.hypothesis.value ? "None of its points has been counted."
                                  : "No two points that it compares have both been counted.";
  }
  const std::size_t refuted = found.count(Finding::refuted);
  const std::size_t consistent = found.count(Finding::consistent);
  const std::size_t undecided = found.count(Finding::undecided);
  std::string text;
  if (refuted > 0) {
    text = fmt::format("The counts contradict it {}, most strongly at {}.", at_points(refuted, all),
                       finding_line(found, strongest_contradiction(found)));
  }
  if (consistent > 0) {
    text += fmt::format("{}The counts {} {}.", text.empty() ? "" : " ", agreement(found.hypothesis),
                        at_points(consistent, all));
  }
  if (undecided > 0) {
    text += fmt::format("{}Too few networks were counted to tell {}.", text.empty() ? "" : " ",
                        at_points(undecided, all));
  }
  return text;
}

std::string finding_line(const HypothesisFindings& found, const PointFinding& point) {
  // A wide interval must not round away what was counted.
  const double width = std::min(point.interval.high - point.interval.low, point.probability / 10);
  const std::string counted =
      fmt::format("counted {} in [{}, {}], p {}", readable_value(point.probability, width),
                  readable_lower_bound(point.interval.low, width),
                  readable_upper_bound(point.interval.high, width), p_text(point.adjusted_p_value));
  const std::string words = claim_words(found.hypothesis.claim);
  if (!point.reference) {
    return fmt::format("{}: claimed {}{}, {}", describe_briefly(point.parameters), words,
                       readable_number(point.claimed, 8), counted);
  }
  const std::string& along = found.hypothesis.along;
  const double reference_width = point.claimed_interval.high - point.claimed_interval.low;
  return fmt::format("{}: claimed {}as for {} = {}, {}, {}", describe_briefly(point.parameters),
                     words, along, parameter_text((*point.reference)[along]),
                     readable_value(point.claimed, reference_width), counted);
}

std::string findings_text(const SweepConfig& config,
                          const std::vector<HypothesisFindings>& findings) {
  std::size_t comparisons = 0;
  for (const HypothesisFindings& found : findings) comparisons += found.points.size();
  std::string text;
  for (const HypothesisFindings& found : findings) {
    text +=
        fmt::format("Hypothesis '{}' ({}): ", found.hypothesis.name, claim_text(found.hypothesis));
    std::string parts;
    for (const Finding finding : {Finding::refuted, Finding::consistent, Finding::undecided}) {
      const std::size_t number = found.count(finding);
      if (number == 0) continue;
      parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", finding_name(finding),
                           at_points(number, found.points.size()));
    }
    text += parts.empty() ? "not judged.\n" : parts + ".\n";
    text += "  " + sentence(found) + "\n";
    for (const PointFinding& point : found.points) {
      if (point.finding == Finding::consistent) continue;
      text += fmt::format("  {} at {}\n", finding_name(point.finding), finding_line(found, point));
    }
  }
  if (comparisons > 0) {
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
      nlohmann::ordered_json object = {{"parameters", point.parameters}};
      if (point.reference) object["compared_to"] = *point.reference;
      object["claimed"] = json_number(point.claimed);
      object["probability"] = json_number(point.probability);
      object["p_value"] = json_number(point.p_value);
      object["adjusted_p_value"] = json_number(point.adjusted_p_value);
      object["verdict"] = finding_name(point.finding);
      points.push_back(std::move(object));
    }
    const Hypothesis& hypothesis = found.hypothesis;
    nlohmann::ordered_json object = {{"name", hypothesis.name}, {"claim", claim_key(hypothesis)}};
    if (hypothesis.value) {
      object["formula"] = hypothesis.value->text();
    } else {
      object["parameter"] = hypothesis.along;
    }
    object["sentence"] = sentence(found);
    object["points"] = points;
    list.push_back(std::move(object));
  }
  return list;
}

nlohmann::ordered_json sweep_document(const SweepConfig& config, const std::vector<SweepRow>& rows,
                                      const UnaskedPoints& unasked) {
  nlohmann::ordered_json document = sweep_json(rows, config.points.size());
  document["unasked_points"] = unasked.number;
  document["hypotheses"] = findings_json(judge(config, rows));
  document["error_level"] = config.error_level;
  return document;
}

}  // namespace census
