#pragma once

#include <cstdint>

#include "host/statistics/interval.hpp"

namespace census {

/// Hits among decided networks, the data of a binomial estimate.
struct Proportion {
  std::uint64_t hits = 0;
  std::uint64_t networks = 0;

  friend bool operator==(const Proportion&, const Proportion&) = default;
};

/// Returns the exact two-sided confidence interval of Clopper and Pearson (Biometrika 26, 1934) for
/// a probability after `hits` hits in `networks` networks, each tail holding (1 - level) / 2:
///     low  solves P(Binomial(networks, low) >= hits) = (1 - level) / 2,   0 without hits,
///     high solves P(Binomial(networks, high) <= hits) = (1 - level) / 2,  1 with only hits.
/// [0, 1] when `networks` is 0. Needs hits <= networks and level in (0, 1).
Interval clopper_pearson(std::uint64_t hits, std::uint64_t networks, double level);

/// Returns the estimate hits / networks; NaN when `networks` is 0.
double proportion_estimate(std::uint64_t hits, std::uint64_t networks);

/// Returns sqrt(p (1 - p) / networks) at p = hits / networks: 0 when there are no hits or only
/// hits, where the interval and not this number says what is known; NaN when `networks` is 0.
double standard_error(std::uint64_t hits, std::uint64_t networks);

/// Returns how many standard deviations the hits lie above what `probability` predicts,
///     (hits - networks p) / sqrt(networks p (1 - p)),
/// the deviation being that of the null hypothesis. Where it is 0 (p is 0 or 1) the result is 0 if
/// the hits are as predicted, and plus or minus infinity if not. NaN when `networks` is 0.
double z_score(std::uint64_t hits, std::uint64_t networks, double probability);

}  // namespace census
