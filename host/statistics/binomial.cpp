#include "host/statistics/binomial.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>

namespace census {
namespace {

// Boost inverts the incomplete beta function to full precision while the smaller shape is moderate,
// and stops converging (or loses digits) somewhere above 1e8. From here on the expansion is exact
// to 1e-9 standard deviations, and better the more there are.
constexpr std::uint64_t expansion_from = 1'000'000;

// The quantile of Beta(a, b) that a standard normal variable turns into at z: the Cornish-Fisher
// expansion up to the fourth cumulant (Abramowitz and Stegun 26.2.49), whose error in standard
// deviations is of order min(a, b)^(-3/2).
double beta_quantile_expansion(long double a, long double b, long double z) {
  const long double n = a + b;
  const long double mean = a / n;
  const long double deviation = std::sqrt(a * b / (n + 1)) / n;
  const long double skewness = 2 * (b - a) * std::sqrt((n + 1) / (a * b)) / (n + 2);
  const long double excess =
      6 * ((a - b) * (a - b) / (a * b) * (n + 1) - (n + 2)) / ((n + 2) * (n + 3));
  const long double w = z + skewness * (z * z - 1) / 6 + excess * (z * z * z - 3 * z) / 24 -
                        skewness * skewness * (2 * z * z * z - 5 * z) / 36;
  return static_cast<double>(mean + deviation * w);
}

// The interval for at most half hits. The mirror image serves the rest: it keeps the small count,
// which a double holds exactly, in the place where it matters.
Interval interval_of_minority(std::uint64_t hits, std::uint64_t networks, double level) {
  const double tail = (1.0 - level) / 2.0;
  const auto n = static_cast<long double>(networks);
  const auto h = static_cast<long double>(hits);
  Interval interval{level, "clopper-pearson", 0.0, 1.0};
  if (hits == 0) {
    interval.high = static_cast<double>(-std::expm1(std::log(static_cast<long double>(tail)) / n));
  } else if (hits < expansion_from) {
    const auto low_beta = static_cast<double>(n - h + 1);
    const auto high_beta = static_cast<double>(n - h);
    interval.low = boost::math::ibeta_inv(static_cast<double>(h), low_beta, tail);
    interval.high = boost::math::ibetac_inv(static_cast<double>(h + 1), high_beta, tail);
  } else {
    const long double z = std::sqrt(2.0L) * boost::math::erfc_inv(2.0 * tail);
    interval.low = beta_quantile_expansion(h, n - h + 1, -z);
    interval.high = beta_quantile_expansion(h + 1, n - h, z);
  }
  return interval;
}

}  // namespace

Interval clopper_pearson(std::uint64_t hits, std::uint64_t networks, double level) {
  assert(hits <= networks && level > 0.0 && level < 1.0);
  if (networks == 0) return {level, "clopper-pearson", 0.0, 1.0};
  const std::uint64_t misses = networks - hits;
  if (hits <= misses) return interval_of_minority(hits, networks, level);
  const Interval mirrored = interval_of_minority(misses, networks, level);
  return {level, mirrored.method, 1.0 - mirrored.high, 1.0 - mirrored.low};
}

double proportion_estimate(std::uint64_t hits, std::uint64_t networks) {
  return static_cast<double>(static_cast<long double>(hits) / static_cast<long double>(networks));
}

double standard_error(std::uint64_t hits, std::uint64_t networks) {
  assert(hits <= networks);
  const auto n = static_cast<long double>(networks);
  const auto h = static_cast<long double>(hits);
  const auto misses = static_cast<long double>(networks - hits);
  return static_cast<double>(std::sqrt((h / n) * (misses / n) / n));
}

double z_score(std::uint64_t hits, std::uint64_t networks, double probability) {
  if (networks == 0) return std::numeric_limits<double>::quiet_NaN();
  const auto n = static_cast<long double>(networks);
  const auto p = static_cast<long double>(probability);
  const long double difference = static_cast<long double>(hits) - n * p;
  if (difference == 0) return 0.0;
  return static_cast<double>(difference / std::sqrt(n * p * (1 - p)));
}

}  // namespace census
