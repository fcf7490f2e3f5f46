#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "host/statistics/interval.hpp"
#include "host/statistics/sample.hpp"

namespace census {

/// What may end the count of a point.
enum class StopRule { networks, relative_error, absolute_error, hits, seconds };

/// Returns the rule as configurations write it: "relative_error".
std::string_view name(StopRule rule);

/// How much to count at a point: until the first of the limits that are given is reached.
///
/// The number of networks that an error takes is found out by pilots and fixed before the count
/// begins (two-stage sampling), so that intervals for a fixed number hold. Hits and seconds are
/// open: where they end a count depends on what was seen and on the clock, and only intervals that
/// hold at every number of networks are valid then.
struct StopRules {
  std::optional<std::uint64_t> networks = {};  ///< so many, at least 1
  std::optional<double> relative_error = {};   ///< standard error over P
  std::optional<double> absolute_error = {};   ///< standard error
  std::optional<std::uint64_t> hits = {};      ///< networks that are what the question asks for
  std::optional<double> seconds = {};          ///< of counting, all runs together

  friend bool operator==(const StopRules&, const StopRules&) = default;

  /// Returns whether an error is to be reached, so that pilots are needed.
  bool has_precision() const { return relative_error || absolute_error; }

  /// Returns what the size of a sample is that was counted under these rules to its end.
  SampleSize sample_size() const { return hits || seconds ? SampleSize::open : SampleSize::fixed; }
};

/// Returns the rules in words: "1,000,000 networks or 60 s, whichever comes first".
std::string describe(const StopRules& rules);

/// What a pilot knows about a point under one estimator.
struct PilotVariance {
  double relative = 0.0;  ///< variance of one network's estimate in units of P^2; may be infinite
  double absolute = 0.0;  ///< the same variance itself, or a bound where there were no hits
};

/// A number of networks, and the rule that it comes from.
struct PlannedNetworks {
  std::uint64_t count = 0;
  StopRule rule = StopRule::networks;
};

/// The number of networks planned where nothing limits it.
inline constexpr std::uint64_t unlimited_networks = std::uint64_t{1} << 62U;

/// Returns how many networks a point gets at most: the least that one of the rules that are fixed
/// in advance says. For an error that is a tenth more than the pilot's variance over the square of
/// the error, because a pilot may be off, and at least a thousand.
PlannedNetworks planned_networks(const StopRules& rules, const PilotVariance& variance);

/// Returns the open rule that a sample counted in `seconds` has met, if any. No number of networks
/// without hits meets the rule of hits.
std::optional<StopRule> open_rule_met(const StopRules& rules, const Sample& sample, double seconds);

/// How far a point is on its way to the limit that is nearest.
struct ShareDone {
  double share = 0.0;  ///< 0 to 1
  StopRule rule = StopRule::networks;
};

/// @param planned the number of networks planned, `counted` of which have been counted.
ShareDone share_done(const StopRules& rules, const Sample& sample, double seconds,
                     std::uint64_t counted, const PlannedNetworks& planned);

}  // namespace census
