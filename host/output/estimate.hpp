#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cuda/census/id_range.hpp"
#include "cuda/census/tally.hpp"
#include "host/questions/question.hpp"
#include "host/run/census_run.hpp"
#include "host/run/stop_rules.hpp"
#include "host/statistics/sample.hpp"

namespace census {

/// The level of every interval that is printed.
inline constexpr double interval_level = 0.95;

/// The relative error whose price in seconds is printed, to compare estimators by.
inline constexpr double compared_relative_error = 1e-4;

/// Who counted: what stands in a result without being part of what determines it.
struct Provenance {
  std::string backend;  ///< "cpu" or "cuda"
  std::string device;
};

/// The least and the greatest share K / group_order among the networks counted, and the first id
/// that attains each. Over the full orbit a share depends on the arrangement and the sizes of the
/// weights alone, and every symmetric law averages such shares: their range bounds the probability
/// for all of them as far as the networks seen go. Evidence, not proof.
struct SharesSeen {
  double least = 0.0;
  std::uint64_t least_id = 0;
  double greatest = 0.0;
  std::uint64_t greatest_id = 0;
};

/// The answer of one point: what was asked, what was counted, and by whom. Every output format is
/// a rendering of this.
struct Estimate {
  std::string question;
  Quantity quantity;
  Parameters parameters;
  std::uint64_t seed = 0;
  IdRange asked;                            ///< the ids that were to be counted
  std::uint64_t networks = 0;               ///< how many were counted
  std::optional<StopRule> stopped_by = {};  ///< empty when the count was interrupted
  SampleSize sample_size = SampleSize::fixed;
  std::vector<IdRange> ranges;      ///< which, if not the first `networks` of `asked`
  std::string estimator = "plain";  ///< by its full name
  Provenance provenance;
  Tally tally;
  std::uint64_t audited =
      0;  ///< networks decided again by exact arithmetic, all with the same verdict
  Sample sample;
  Theory theory;
  std::vector<Measure> measures;  ///< what the tally says besides
  double seconds = 0.0;

  bool interrupted() const { return networks < asked.count; }
  double probability() const;             ///< or mean; NaN when nothing was counted
  double standard_error() const;          ///< NaN when nothing was counted
  Interval interval() const;              ///< one that is valid for this size of sample
  std::optional<double> z_score() const;  ///< empty without a theorem or without networks
  double networks_per_second() const;     ///< 0 when nothing was counted

  /// Returns the networks' common share of sign patterns as a fraction in lowest terms, if the
  /// estimator averages and every network gave the same count; else an empty text.
  std::string common_share() const;

  /// Returns the least and the greatest share of sign patterns of a network, if the estimator
  /// averages over them and there are networks.
  std::optional<SharesSeen> shares_seen() const;

  /// Returns how long counting to `relative_error` takes at this rate and this variance. NaN where
  /// it cannot be known; 0 for zero variance.
  double seconds_to(double relative_error) const;
};

/// Returns by how many standard errors a measure lies above its theory; empty without either.
std::optional<double> z_score(const Measure& measure);

/// Puts together what was asked and what a run counted. If that is all, it was stopped by its
/// number of networks, fixed before; else interrupted. A caller with other rules says so
/// afterwards.
Estimate make_estimate(const Question& question, const QuestionPoint& point,
                       const Estimator& estimator, std::uint64_t seed, IdRange asked, RunResult run,
                       Provenance provenance);

/// Returns the command line that counts the same networks and so prints the same number:
/// "relu-census estimate --question unactivated --n0 2 ... --networks 1000000". Quoted for a shell;
/// one command for each range of ids, joined by "; ", where the networks are not consecutive.
std::string regenerating_command(const Estimate& estimate);

/// Returns "n0 = 2, n1 = 4, init = unit-normal".
std::string describe_parameters(const Parameters& parameters);

/// Returns the same with "{...}" for values that are objects, for lines that must stay short.
std::string describe_briefly(const Parameters& parameters);

/// Returns a parameter's value as it is typed on the command line: text without quotes, anything
/// else as JSON.
std::string parameter_text(const Parameters& value);

}  // namespace census
