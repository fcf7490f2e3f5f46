#include "host/output/estimate_text.hpp"

#include <fmt/format.h>

#include "host/output/readable.hpp"

namespace census {
namespace {

std::string line(std::string_view name, const std::string& text) {
  return fmt::format("{:<15}{}\n", name, text);
}

std::string group_text(const Tally& tally, const std::string& group) {
  std::string text;
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group != group) continue;
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : ", ", entry.name, readable_integer(entry.value));
  }
  return text;
}

std::string theory_text(const Estimate& estimate) {
  const Theory& theory = estimate.theory;
  if (!theory.probability) return "no theorem covers this point";
  std::string text = readable_number(*theory.probability, 6);
  if (!theory.fraction.empty()) text = fmt::format("{} = {}", theory.fraction, text);
  if (const std::optional<double> z = estimate.z_score()) text += fmt::format(", z = {:+.2f}", *z);
  if (!theory.source.empty()) text += fmt::format("  ({})", theory.source);
  return text;
}

std::string networks_text(const Estimate& estimate) {
  std::string text = readable_integer(estimate.networks);
  if (estimate.interrupted()) {
    text += fmt::format(" of {}, interrupted", readable_integer(estimate.asked.count));
  }
  if (estimate.networks > 0) {
    const Integer first = estimate.asked.first;
    const Integer last = first + estimate.networks - 1;
    text += fmt::format("  (ids {} .. {}, seed {})", first.str(), last.str(), estimate.seed);
  }
  return text;
}

}  // namespace

std::string probability_text(const Estimate& estimate) {
  const Proportion& counted = estimate.proportion;
  if (counted.networks == 0) return "-";
  if (counted.hits == 0) return "< " + readable_number(estimate.interval().high, 3);
  if (counted.hits == counted.networks) {
    const double low = estimate.interval().low;
    return "> " + readable_value(low, 1.0 - low);
  }
  const double error = estimate.standard_error();
  return readable_value(estimate.probability(), error) + " +- " + readable_error(error);
}

std::string interval_text(const Estimate& estimate) {
  const Interval interval = estimate.interval();
  const double width = interval.high - interval.low;
  return fmt::format("[{}, {}]", readable_value(interval.low, width),
                     readable_value(interval.high, width));
}

std::string estimate_text(const Estimate& estimate) {
  const Proportion& counted = estimate.proportion;
  const bool bound_only = counted.hits == 0 || counted.hits == counted.networks;
  std::string text =
      fmt::format("P({}) {}{}    {}\n", estimate.question, bound_only ? "" : "= ",
                  probability_text(estimate), describe_parameters(estimate.parameters));
  const Interval interval = estimate.interval();
  text += line(fmt::format("{:g} % interval", 100.0 * interval.level),
               fmt::format("{}  ({})", interval_text(estimate), interval.method));
  text += line("theory", theory_text(estimate));
  text += line("networks", networks_text(estimate));
  text += line("tally", group_text(estimate.tally, "tally"));
  if (const std::string stages = group_text(estimate.tally, "stages"); !stages.empty()) {
    text += line("decided by", stages);
  }
  text += line("audited", fmt::format("{} networks decided again by exact arithmetic, 0 mismatches",
                                      readable_integer(estimate.audited)));
  text += line("counted on",
               fmt::format("{}: {}, {}, {}", estimate.provenance.backend,
                           estimate.provenance.device, readable_duration(estimate.seconds),
                           readable_rate(estimate.networks_per_second())));
  text += line("again", regenerating_command(estimate));
  return text;
}

}  // namespace census
