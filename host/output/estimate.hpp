#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cuda/census/id_range.hpp"
#include "cuda/census/tally.hpp"
#include "host/questions/question.hpp"
#include "host/run/census_run.hpp"
#include "host/statistics/binomial.hpp"

namespace census {

/// The level of every interval that is printed.
inline constexpr double interval_level = 0.95;

/// Who counted: what stands in a result without being part of what determines it.
struct Provenance {
  std::string backend;  ///< "cpu" or "cuda"
  std::string device;
};

/// The answer of one point: what was asked, what was counted, and by whom. Every output format is
/// a rendering of this.
struct Estimate {
  std::string question;
  Parameters parameters;
  std::uint64_t seed = 0;
  IdRange asked;               ///< the ids that were to be counted
  std::uint64_t networks = 0;  ///< how many of them were, from asked.first on
  std::string estimator = "plain";
  Provenance provenance;
  Tally tally;
  std::uint64_t audited =
      0;  ///< networks decided again by exact arithmetic, all with the same verdict
  Proportion proportion;
  Theory theory;
  double seconds = 0.0;

  bool interrupted() const { return networks < asked.count; }
  double probability() const;     ///< NaN when nothing was counted
  double standard_error() const;  ///< NaN when nothing was counted
  Interval interval() const;
  std::optional<double> z_score() const;  ///< empty without a theorem or without networks
  double networks_per_second() const;     ///< 0 when nothing was counted
};

/// Puts together what was asked and what a run counted.
Estimate make_estimate(const Question& question, const QuestionPoint& point, std::uint64_t seed,
                       IdRange asked, RunResult run, Provenance provenance);

/// Returns the command line that counts the same networks and so prints the same number:
/// "relu-census estimate --question unactivated --n0 2 ... --networks 1000000". Quoted for a shell.
std::string regenerating_command(const Estimate& estimate);

/// Returns "n0 = 2, n1 = 4, init = unit-normal".
std::string describe_parameters(const Parameters& parameters);

/// Returns the same with "{...}" for values that are objects, for lines that must stay short.
std::string describe_briefly(const Parameters& parameters);

/// Returns a parameter's value as it is typed on the command line: text without quotes, anything
/// else as JSON.
std::string parameter_text(const Parameters& value);

}  // namespace census
