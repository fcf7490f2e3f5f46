#include "host/sweep/verdicts.hpp"

#include <algorithm>
#include <map>

#include "host/statistics/comparison.hpp"
#include "host/statistics/confidence_sequence.hpp"
#include "host/statistics/p_value.hpp"

namespace census {
namespace {

/// Intervals wider than this share of a claimed value would not have noticed much.
constexpr double widest_share = 0.1;

double width(const Interval& interval) { return interval.high - interval.low; }

Finding finding_of(Claim claim, const PointFinding& point, double error_level) {
  if (point.adjusted_p_value <= error_level) return Finding::refuted;
  const Interval& counted = point.interval;
  const Interval& claimed = point.claimed_interval;
  bool consistent = false;
  switch (claim) {
    case Claim::at_least:
      consistent = counted.low >= claimed.high;
      break;
    case Claim::at_most:
      consistent = counted.high <= claimed.low;
      break;
    case Claim::equal:
      consistent = point.always_as_claimed ||
                   (counted.low <= claimed.high && claimed.low <= counted.high &&
                    width(counted) + width(claimed) <= widest_share * point.claimed);
      break;
  }
  return consistent ? Finding::consistent : Finding::undecided;
}

/// Judges the hypotheses of one sweep.
class Judge {
 public:
  Judge(const SweepConfig& config, const std::vector<SweepRow>& rows) : config_(config) {
    for (const SweepRow& row : rows) {
      if (row.estimate) estimate_of_[row.parameters.dump()] = &*row.estimate;
    }
  }

  std::vector<HypothesisFindings> judge() {
    std::vector<HypothesisFindings> findings;
    for (const Hypothesis& hypothesis : config_.hypotheses) {
      findings.push_back({hypothesis, hypothesis.value ? values(hypothesis) : pairs(hypothesis)});
    }
    decide(findings);
    return findings;
  }

 private:
  const Estimate* estimate(const QuestionPoint& point) const {
    const auto found = estimate_of_.find(point.parameters().dump());
    return found == estimate_of_.end() ? nullptr : found->second;
  }

  std::vector<PointFinding> values(const Hypothesis& hypothesis) const {
    std::vector<PointFinding> points;
    for (const auto& point : config_.points) {
      const std::optional<double> claimed = claimed_probability(hypothesis, *point);
      const Estimate* counted = estimate(*point);
      if (!claimed || counted == nullptr) continue;
      PointFinding& found = points.emplace_back();
      found.parameters = point->parameters();
      found.claimed = *claimed;
      found.p_value = p_value(counted->sample, hypothesis.claim, *claimed, counted->sample_size);
      found.probability = counted->probability();
      found.always_as_claimed =
          !counted->common_share().empty() && counted->probability() == *claimed;
    }
    return points;
  }

  std::vector<PointFinding> pairs(const Hypothesis& hypothesis) const {
    std::vector<PointFinding> points;
    for (const PointPair& pair : compared_points(hypothesis, config_.points)) {
      const QuestionPoint& point = *config_.points[pair.point];
      const QuestionPoint& reference = *config_.points[pair.reference];
      const Estimate* counted = estimate(point);
      const Estimate* other = estimate(reference);
      if (counted == nullptr || other == nullptr) continue;
      PointFinding& found = points.emplace_back();
      found.parameters = point.parameters();
      found.reference = reference.parameters();
      found.claimed = other->probability();
      found.p_value = comparison_p_value(counted->sample, counted->sample_size, hypothesis.claim,
                                         other->sample, other->sample_size);
      found.probability = counted->probability();
      found.always_as_claimed =
          !counted->common_share().empty() && counted->common_share() == other->common_share();
    }
    return points;
  }

  Interval interval_at(const Parameters& parameters, double level) const {
    const Estimate& counted = *estimate_of_.at(parameters.dump());
    return interval(counted.sample, level, counted.sample_size);
  }

  void decide(std::vector<HypothesisFindings>& findings) const {
    std::vector<double> p_values;
    std::size_t intervals = 0;
    for (const HypothesisFindings& hypothesis : findings) {
      for (const PointFinding& point : hypothesis.points) {
        p_values.push_back(point.p_value);
        intervals += point.reference ? 2 : 1;
      }
    }
    const std::vector<double> adjusted = holm_adjusted(p_values);
    const double level =
        1.0 - config_.error_level / static_cast<double>(std::max<std::size_t>(intervals, 1));
    std::size_t next = 0;
    for (HypothesisFindings& hypothesis : findings) {
      for (PointFinding& point : hypothesis.points) {
        point.adjusted_p_value = adjusted[next++];
        point.interval = interval_at(point.parameters, level);
        point.claimed_interval = point.reference
                                     ? interval_at(*point.reference, level)
                                     : Interval{1.0, "claim", point.claimed, point.claimed};
        point.finding = finding_of(hypothesis.hypothesis.claim, point, config_.error_level);
      }
    }
  }

  const SweepConfig& config_;
  std::map<std::string, const Estimate*> estimate_of_;  ///< by parameters
};

}  // namespace

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

std::size_t HypothesisFindings::count(Finding finding) const {
  return static_cast<std::size_t>(
      std::count_if(points.begin(), points.end(),
                    [finding](const PointFinding& point) { return point.finding == finding; }));
}

std::vector<HypothesisFindings> judge(const SweepConfig& config,
                                      const std::vector<SweepRow>& rows) {
  return Judge(config, rows).judge();
}

bool any_refuted(const std::vector<HypothesisFindings>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const HypothesisFindings& found) {
    return found.count(Finding::refuted) > 0;
  });
}

}  // namespace census
