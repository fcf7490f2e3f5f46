#include "host/output/estimate.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>

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

double Estimate::probability() const {
  return proportion_estimate(proportion.hits, proportion.networks);
}

double Estimate::standard_error() const {
  return census::standard_error(proportion.hits, proportion.networks);
}

Interval Estimate::interval() const {
  return clopper_pearson(proportion.hits, proportion.networks, interval_level);
}

std::optional<double> Estimate::z_score() const {
  if (!theory.probability || proportion.networks == 0) return std::nullopt;
  return census::z_score(proportion.hits, proportion.networks, *theory.probability);
}

double Estimate::networks_per_second() const {
  return seconds > 0.0 ? static_cast<double>(networks) / seconds : 0.0;
}

Estimate make_estimate(const Question& question, const QuestionPoint& point, std::uint64_t seed,
                       IdRange asked, RunResult run, Provenance provenance) {
  Estimate estimate;
  estimate.question = question.name();
  estimate.parameters = point.parameters();
  estimate.seed = seed;
  estimate.asked = asked;
  estimate.networks = run.networks;
  estimate.provenance = std::move(provenance);
  estimate.proportion = point.proportion(run.tally);
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
  return command + fmt::format(" --seed {} --first-id {} --networks {} --estimator {}",
                               estimate.seed, estimate.asked.first, estimate.networks,
                               estimate.estimator);
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
