#pragma once

#include <cstdint>
#include <optional>

#include "cuda/census/tally.hpp"
#include "host/statistics/interval.hpp"

namespace census {

/// An integer K counted for each of many independent networks, in units of `group_order`: how many
/// of the sign patterns that a network is averaged over are hits, of the data points live, or with
/// unit 1 simply how many there are. K / group_order has what is estimated as its expectation. All
/// fields are exact.
struct AveragedCounts {
  std::uint64_t networks = 0;
  Integer group_order = 1;
  Integer sum = 0;
  Integer sum_of_squares = 0;
  Integer least = 0;           ///< least K seen
  std::uint64_t least_id = 0;  ///< the first network that has it
  Integer greatest = 0;        ///< greatest K seen
  std::uint64_t greatest_id = 0;
  std::optional<Integer> most = {};  ///< K cannot be greater; empty for group_order

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

/// Returns the greatest value that K / group_order can have: 1 for a share.
double greatest_possible(const AveragedCounts& counts);

/// Returns the least share of all networks that must have another K if every network seen had
/// K / group_order = `mean` and the expectation is `value`: (value - mean) / (greatest - mean)
/// above the mean, (mean - value) / mean below, since what is counted lies in [0, greatest].
double hidden_share(double mean, double value, double greatest);

/// Returns a confidence interval for the probability.
///
/// In general that of Student's t distribution, "student-t": mean +- t sqrt(variance / n), t the
/// quantile with n - 1 degrees of freedom, cut to [0, M], M = greatest_possible. It supposes that
/// the mean of n networks is nearly normal: K is bounded, and `auto` avoids groups with rare large
/// K.
///
/// Where every network gave the same K, "zero-variance": with the level's probability at most a
/// share q of all networks has another K, (1 - q)^n = 1 - level, and each K / group_order lies in
/// [0, M]; so the interval is [(1 - q) m, (1 - q) m + q M] about the common value m. Without hits
/// that is the upper bound q M.
///
/// [0, M] without networks, or for one network.
Interval averaged_interval(const AveragedCounts& counts, double level);

}  // namespace census
