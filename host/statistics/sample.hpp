#pragma once

#include <cstdint>
#include <variant>

#include "host/statistics/averaged_counts.hpp"
#include "host/statistics/binomial.hpp"
#include "host/statistics/interval.hpp"

namespace census {

/// What was counted about a probability: hits among networks, or for each network the hits among
/// the sign patterns it is averaged over. About a mean: an integer for each network.
using Sample = std::variant<Proportion, AveragedCounts>;

/// Returns the number of networks in a sample.
std::uint64_t networks(const Sample& sample);

/// Returns the unbiased estimate of the probability or mean; NaN without networks.
double probability(const Sample& sample);

/// Returns the variance of what one network says about the probability: p (1 - p) at p = hits /
/// networks, or the variance of K / group_order. NaN where it cannot be known.
double network_variance(const Sample& sample);

/// Returns the standard error of `probability`; NaN where it cannot be known.
double standard_error(const Sample& sample);

/// Returns the confidence interval of the sample's kind; see `clopper_pearson` and
/// `averaged_interval`.
Interval interval(const Sample& sample, double level);

/// Returns by how many standard errors the estimate lies above `expected`: for a proportion those
/// of the null hypothesis. Where the error is 0, 0 if the estimate is `expected`, up to rounding;
/// else an infinity, for an average only if `expected` is outside of its interval at five sigma,
/// because few networks may agree by chance. NaN where nothing can be said.
double z_score(const Sample& sample, double expected);

/// Returns how many times as many networks hits alone would need for the same precision:
/// p (1 - p) / network_variance. 1 for a proportion, infinite for zero variance, NaN where the
/// variance is unknown and for means that are no probabilities.
double variance_gain(const Sample& sample);

/// Returns the number of networks after which the standard error is `relative_error` times the
/// probability: network_variance / (relative_error p)^2. NaN without hits.
double networks_needed(const Sample& sample, double relative_error);

}  // namespace census
