#include "host/output/estimate.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "host/statistics/confidence_sequence.hpp"

namespace census {
namespace {

// Quoted only where a shell would read something else into it: the common case stays readable.
std::string shell_quoted(const std::string& text) {
  const bool safe = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("-_.,:/+=@%").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (safe) return text;
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace

double Estimate::probability() const { return census::probability(sample); }

double Estimate::standard_error() const { return census::standard_error(sample); }

Interval Estimate::interval() const {
  return census::interval(sample, interval_level, sample_size);
}

namespace {

std::optional<double> z_score_under(const Theory& theory, const Sample& sample) {
  if (!theory.value) return std::nullopt;
  const double z = z_score(sample, *theory.value);
  return std::isnan(z) ? std::nullopt : std::optional(z);
}

}  // namespace

std::optional<double> Estimate::z_score() const { return z_score_under(theory, sample); }

std::optional<double> z_score(const Measure& measure) {
  return z_score_under(measure.theory, measure.sample);
}

double Estimate::networks_per_second() const {
  return seconds > 0.0 ? static_cast<double>(networks) / seconds : 0.0;
}

std::string Estimate::common_share() const {
  const auto* counts = std::get_if<AveragedCounts>(&sample);
  if (counts == nullptr || counts->networks < 2 || !is_constant(*counts)) return "";
  if (counts->least == 0) return "0";
  const Integer divisor = gcd(counts->least, counts->group_order);
  const Integer denominator = counts->group_order / divisor;
  const std::string numerator = Integer(counts->least / divisor).str();
  return denominator == 1 ? numerator : numerator + "/" + denominator.str();
}

std::optional<SharesSeen> Estimate::shares_seen() const {
  const auto* counts = std::get_if<AveragedCounts>(&sample);
  if (counts == nullptr || counts->networks == 0 || counts->most) return std::nullopt;
  // Both are below 2^53 times a power of two for any group that is counted.
  const auto share = [&](const Integer& count) {
    return count.convert_to<double>() / counts->group_order.convert_to<double>();
  };
  return SharesSeen{share(counts->least), counts->least_id, share(counts->greatest),
                    counts->greatest_id};
}

double Estimate::seconds_to(double relative_error) const {
  return networks_needed(sample, relative_error) / networks_per_second();
}

Estimate make_estimate(const Question& question, const QuestionPoint& point,
                       const Estimator& estimator, std::uint64_t seed, IdRange asked, RunResult run,
                       Provenance provenance) {
  Estimate estimate;
  estimate.question = question.name();
  estimate.quantity = question.quantity();
  estimate.parameters = point.parameters();
  estimate.seed = seed;
  estimate.asked = asked;
  estimate.networks = run.networks;
  if (run.networks < asked.count) {
    estimate.sample_size = SampleSize::open;
  } else {
    estimate.stopped_by = StopRule::networks;
  }
  estimate.provenance = std::move(provenance);
  estimate.estimator = estimator.name();
  estimate.sample = estimator.sample(run.tally);
  estimate.measures = estimator.measures(run.tally);
  estimate.tally = std::move(run.tally);
  estimate.audited = run.audited;
  estimate.theory = point.theory();
  estimate.seconds = run.seconds;
  return estimate;
}

std::string regenerating_command(const Estimate& estimate) {
  std::string command = "relu-census estimate --question " + shell_quoted(estimate.question);
  for (const auto& [name, value] : estimate.parameters.items()) {
    command += " --" + name + " " + shell_quoted(parameter_text(value));
  }
  std::vector<IdRange> ranges = estimate.ranges;
  if (ranges.empty()) ranges.push_back({estimate.asked.first, estimate.networks});
  std::string commands;
  for (const IdRange& range : ranges) {
    commands += fmt::format("{}{} --seed {} --first-id {} --networks {} --estimator {}",
                            commands.empty() ? "" : "; ", command, estimate.seed, range.first,
                            range.count, estimate.estimator);
  }
  return commands;
}

std::string describe_parameters(const Parameters& parameters) {
  std::string text;
  for (const auto& [name, value] : parameters.items()) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, parameter_text(value));
  }
  return text;
}

std::string describe_briefly(const Parameters& parameters) {
  Parameters brief = parameters;
  for (Parameters& value : brief) {
    if (value.is_structured()) value = "{...}";
  }
  return describe_parameters(brief);
}

std::string parameter_text(const Parameters& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace census
