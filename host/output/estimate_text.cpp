#include "host/output/estimate_text.hpp"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "host/output/readable.hpp"

namespace census {
namespace {

std::string line(std::string_view name, const std::string& text) {
  return fmt::format("{:<15}{}{}\n", name, name.size() < 15 ? "" : "  ", text);
}

std::string group_text(const Tally& tally, const std::string& group) {
  std::string text;
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group != group) continue;
    // Ids are copied to other commands, counts are read.
    const bool is_id = entry.rule == MergeRule::witness;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", entry.name,
                        is_id ? entry.value.str() : readable_integer(entry.value));
  }
  return text;
}

std::string theory_text(const Theory& theory, const std::optional<double>& z_score) {
  std::string text;
  const auto append = [&text](const std::string& more) {
    text += (text.empty() ? "" : ", ") + more;
  };
  if (theory.value) {
    const std::string number = readable_number(*theory.value, 6);
    const bool one_number = theory.fraction.empty() || theory.fraction == number;
    append(one_number ? number : theory.fraction + " = " + number);
  }
  if (theory.lower_bound) append("at least " + readable_number(*theory.lower_bound, 6));
  if (theory.upper_bound) append("at most " + readable_number(*theory.upper_bound, 6));
  if (text.empty()) return "no theorem covers this point";
  if (z_score) append(fmt::format("z = {:+.2f}", *z_score));
  if (!theory.source.empty()) text += fmt::format("  ({})", theory.source);
  return text;
}

std::string measure_text(const Measure& measure) {
  const double value = probability(measure.sample);
  const double error = standard_error(measure.sample);
  if (std::isnan(value)) return "-";
  std::string text = std::isnan(error) || error == 0.0
                         ? readable_number(value, 6)
                         : readable_value(value, error) + " +- " + readable_error(error);
  const Theory& theory = measure.theory;
  if (theory.value || theory.lower_bound || theory.upper_bound) {
    text += "    theory: " + theory_text(theory, z_score(measure));
  }
  return text;
}

std::string estimator_text(const Estimate& estimate) {
  std::string text = estimate.estimator;
  const double gain = variance_gain(estimate.sample);
  if (std::isfinite(gain) && gain != 1.0) {
    text += fmt::format(": each network is worth {} of plain counting", readable_count(gain));
  }
  const double seconds = estimate.seconds_to(compared_relative_error);
  if (std::isfinite(seconds) && seconds > 0.0) {
    text += fmt::format("; relative error {:g} takes {}", compared_relative_error,
                        readable_duration(seconds));
  }
  return text;
}

std::string shares_text(const Estimate& estimate, const SharesSeen& seen) {
  if (const std::string share = estimate.common_share(); !share.empty()) {
    return share == estimate.theory.fraction
               ? "exact: every network gave the same count, that of the theorem"
               : "every network gave the same count; exact if all networks do";
  }
  const double width = (seen.greatest - seen.least) / 100.0;
  return fmt::format("{} (id {}) .. {} (id {}); evidence, not proof, of bounds on P",
                     readable_value(seen.least, width), seen.least_id,
                     readable_value(seen.greatest, width), seen.greatest_id);
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
  if (networks(estimate.sample) == 0) return "-";
  if (estimate.probability() == 0.0) return "< " + readable_number(estimate.interval().high, 3);
  if (estimate.probability() == 1.0 && estimate.quantity.is_probability) {
    const double low = estimate.interval().low;
    return "> " + readable_value(low, 1.0 - low);
  }
  if (const std::string share = estimate.common_share(); !share.empty()) {
    return share + (share == estimate.theory.fraction ? " exact" : " so far");
  }
  const double error = estimate.standard_error();
  if (std::isnan(error)) return readable_number(estimate.probability(), 3) + " in one network";
  return readable_value(estimate.probability(), error) + " +- " + readable_error(error);
}

std::string interval_text(const Estimate& estimate) {
  const Interval interval = estimate.interval();
  const double width = interval.high - interval.low;
  return fmt::format("[{}, {}]", readable_lower_bound(interval.low, width),
                     readable_upper_bound(interval.high, width));
}

std::string estimate_text(const Estimate& estimate) {
  const double probability = estimate.probability();
  const bool is_number =
      probability > 0.0 && (probability < 1.0 || !estimate.quantity.is_probability);
  std::string text =
      fmt::format("{} {}{}    {}\n", estimate.quantity.symbol, is_number ? "= " : "",
                  probability_text(estimate), describe_parameters(estimate.parameters));
  const Interval interval = estimate.interval();
  text += line(fmt::format("{:g} % interval", 100.0 * interval.level),
               fmt::format("{}  ({})", interval_text(estimate), interval.method));
  text += line("theory", theory_text(estimate.theory, estimate.z_score()));
  for (const Measure& measure : estimate.measures) {
    text += line(measure.name, measure_text(measure));
  }
  text += line("estimator", estimator_text(estimate));
  if (const std::optional<SharesSeen> seen = estimate.shares_seen()) {
    text += line("shares seen", shares_text(estimate, *seen));
  }
  text += line("networks", networks_text(estimate));
  text += line("tally", group_text(estimate.tally, "tally"));
  if (const std::string stages = group_text(estimate.tally, "stages"); !stages.empty()) {
    text += line("decided by", stages);
  }
  if (estimate.audited > 0)
    text +=
        line("audited", fmt::format("{} networks decided again by exact arithmetic, 0 mismatches",
                                    readable_integer(estimate.audited)));
  text += line("counted on",
               fmt::format("{}: {}, {}, {}", estimate.provenance.backend,
                           estimate.provenance.device, readable_duration(estimate.seconds),
                           readable_rate(estimate.networks_per_second())));
  text += line("again", regenerating_command(estimate));
  return text;
}

}  // namespace census
