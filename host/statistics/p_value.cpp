#include "host/statistics/p_value.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include "host/statistics/confidence_sequence.hpp"

namespace census {
namespace {

/// The probabilities, at P = v, of a sample at or below this one, and of one at or above it.
struct Tails {
  double lower = 1.0;
  double upper = 1.0;
};

// Where both hits and misses are beyond these counts the incomplete beta function loses digits, and
// the normal tail has them.
constexpr double exact_up_to = 1e8;
constexpr double exact_up_to_minority = 1e6;

Tails tails(const Proportion& proportion, double value) {
  const auto n = static_cast<double>(proportion.networks);
  const auto hits = static_cast<double>(proportion.hits);
  if (proportion.networks == 0) return {};
  if (value == 0.0) return {1.0, proportion.hits == 0 ? 1.0 : 0.0};
  if (value == 1.0) return {proportion.hits == proportion.networks ? 1.0 : 0.0, 1.0};
  if (n > exact_up_to && std::min(hits, n - hits) > exact_up_to_minority) {
    const boost::math::normal standard;
    const double deviation = std::sqrt(n * value * (1.0 - value));
    // Half a hit of continuity correction.
    return {cdf(standard, (hits - n * value + 0.5) / deviation),
            cdf(complement(standard, (hits - n * value - 0.5) / deviation))};
  }
  Tails result;
  if (hits < n) result.lower = boost::math::ibetac(hits + 1.0, n - hits, value);
  if (hits > 0.0) result.upper = boost::math::ibeta(hits, n - hits + 1.0, value);
  return result;
}

Tails tails(const AveragedCounts& counts, double value) {
  if (counts.networks < 2) return {};
  const auto n = static_cast<double>(counts.networks);
  const double centre = mean(counts);
  if (is_constant(counts)) {
    const double escape = std::pow(1.0 - hidden_share(centre, value, greatest_possible(counts)), n);
    return value > centre ? Tails{escape, 1.0} : Tails{1.0, escape};
  }
  const double error = std::sqrt(variance(counts) / n);
  const boost::math::students_t distribution(n - 1.0);
  const double t = (centre - value) / error;
  return {cdf(distribution, t), cdf(complement(distribution, t))};
}

double sequential_p_value(const Sample& sample, Claim claim, double value) {
  const double estimate = probability(sample);
  if (claim == Claim::at_least && !(estimate < value)) return 1.0;
  if (claim == Claim::at_most && !(estimate > value)) return 1.0;
  return std::min(1.0, std::exp(-log_evidence(sample, value)));
}

}  // namespace

double p_value(const Sample& sample, Claim claim, double value, SampleSize size) {
  if (size == SampleSize::open) return sequential_p_value(sample, claim, value);
  const Tails both =
      std::visit([value](const auto& counted) { return tails(counted, value); }, sample);
  switch (claim) {
    case Claim::at_least:
      return both.lower;
    case Claim::at_most:
      return both.upper;
    case Claim::equal:
      break;
  }
  return std::min(1.0, 2.0 * std::min(both.lower, both.upper));
}

std::vector<double> holm_adjusted(const std::vector<double>& p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double greatest = 0.0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto left = static_cast<double>(order.size() - rank);
    greatest = std::max(greatest, std::min(1.0, left * p_values[order[rank]]));
    adjusted[order[rank]] = greatest;
  }
  return adjusted;
}

}  // namespace census
