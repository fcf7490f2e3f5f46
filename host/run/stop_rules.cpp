#include "host/run/stop_rules.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "host/output/readable.hpp"

namespace census {
namespace {

/// The pilot asked for an error may be off by as much either way.
constexpr double reserve = 1.1;
constexpr double least_count = 1000;  // networks

std::uint64_t hits_of(const Sample& sample) {
  const auto* proportion = std::get_if<Proportion>(&sample);
  return proportion != nullptr ? proportion->hits : 0;
}

}  // namespace

std::string_view name(StopRule rule) {
  switch (rule) {
    case StopRule::relative_error:
      return "relative_error";
    case StopRule::absolute_error:
      return "absolute_error";
    case StopRule::hits:
      return "hits";
    case StopRule::seconds:
      return "seconds";
    case StopRule::networks:
      break;
  }
  return "networks";
}

std::string describe(const StopRules& rules) {
  std::vector<std::string> limits;
  if (rules.relative_error)
    limits.push_back(fmt::format("relative error {:g}", *rules.relative_error));
  if (rules.absolute_error)
    limits.push_back(fmt::format("absolute error {:g}", *rules.absolute_error));
  if (rules.hits) limits.push_back(readable_integer(*rules.hits) + " hits");
  if (rules.networks) limits.push_back(readable_integer(*rules.networks) + " networks");
  if (rules.seconds) limits.push_back(readable_duration(*rules.seconds));
  return fmt::format("{}{}", fmt::join(limits, " or "),
                     limits.size() > 1 ? ", whichever comes first" : "");
}

PlannedNetworks planned_networks(const StopRules& rules, const PilotVariance& variance) {
  PlannedNetworks planned{rules.networks.value_or(unlimited_networks), StopRule::networks};
  const auto limit = [&planned](StopRule rule, double variance_of_one, double error) {
    const double wanted = std::max(least_count, reserve * variance_of_one / (error * error));
    // Also false for what is not a number.
    if (wanted < static_cast<double>(planned.count)) {
      planned = {static_cast<std::uint64_t>(std::ceil(wanted)), rule};
    }
  };
  if (rules.relative_error) {
    limit(StopRule::relative_error, variance.relative, *rules.relative_error);
  }
  if (rules.absolute_error) {
    limit(StopRule::absolute_error, variance.absolute, *rules.absolute_error);
  }
  return planned;
}

std::optional<StopRule> open_rule_met(const StopRules& rules, const Sample& sample,
                                      double seconds) {
  if (rules.hits && hits_of(sample) >= *rules.hits) return StopRule::hits;
  if (rules.seconds && seconds >= *rules.seconds) return StopRule::seconds;
  return std::nullopt;
}

ShareDone share_done(const StopRules& rules, const Sample& sample, double seconds,
                     std::uint64_t counted, const PlannedNetworks& planned) {
  ShareDone done{
      planned.count == 0 ? 1.0 : static_cast<double>(counted) / static_cast<double>(planned.count),
      planned.rule};
  const auto nearer = [&done](StopRule rule, double share) {
    if (share > done.share) done = {std::min(share, 1.0), rule};
  };
  if (rules.hits) {
    nearer(StopRule::hits, static_cast<double>(hits_of(sample)) / static_cast<double>(*rules.hits));
  }
  if (rules.seconds) nearer(StopRule::seconds, seconds / *rules.seconds);
  return done;
}

}  // namespace census
