#pragma once

#include <cstdint>

#include "cuda/census/tally.hpp"
#include "host/statistics/interval.hpp"

namespace census {

/// An integer K counted for each of many independent networks: how many of the `group_order` sign
/// patterns that a network is averaged over are hits. K / group_order has the probability as its
/// expectation. All fields are exact.
struct AveragedCounts {
  std::uint64_t networks = 0;
  Integer group_order = 1;
  Integer sum = 0;
  Integer sum_of_squares = 0;
  Integer least = 0;           ///< least K seen
  std::uint64_t least_id = 0;  ///< the first network that has it
  Integer greatest = 0;        ///< greatest K seen
  std::uint64_t greatest_id = 0;

  friend bool operator==(const AveragedCounts&, const AveragedCounts&) = default;
};

/// Returns the mean of K / group_order; NaN without networks.
double mean(const AveragedCounts& counts);

/// Returns the variance of K / group_order between networks, with n - 1 in the denominator:
/// (n sum_of_squares - sum^2) / (n (n - 1) group_order^2), rounded once from exact integers. NaN
/// for fewer than two networks.
double variance(const AveragedCounts& counts);

/// Returns whether there are networks and all have the same K.
bool is_constant(const AveragedCounts& counts);

/// Returns the least share of all networks that must have another K if every network seen had the
/// share `mean` of its patterns and the probability is `value`: (value - mean) / (1 - mean) above
/// the mean, (mean - value) / mean below, since shares lie in [0, 1].
double hidden_share(double mean, double value);

/// Returns a confidence interval for the probability.
///
/// In general that of Student's t distribution, "student-t": mean +- t sqrt(variance / n), t the
/// quantile with n - 1 degrees of freedom, cut to [0, 1]. It supposes that the mean of n networks
/// is nearly normal: K is bounded, and `auto` avoids groups with rare large K.
///
/// Where every network gave the same K, "zero-variance": with the level's probability at most a
/// share q of all networks has another K, (1 - q)^n = 1 - level, and each K / group_order lies in
/// [0, 1]; so the interval is [(1 - q) m, (1 - q) m + q] about the common value m. Without hits
/// that is the upper bound q.
///
/// [0, 1] without networks, or for one network.
Interval averaged_interval(const AveragedCounts& counts, double level);

}  // namespace census
