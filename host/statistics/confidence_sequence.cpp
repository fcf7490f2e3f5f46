#include "host/statistics/confidence_sequence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/special_functions/log1p.hpp>
#include <boost/math/tools/roots.hpp>

namespace census {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The normal mixture is narrowest, in units of the standard error, at about so many networks, and
/// hardly wider for a thousand times as many.
constexpr double mixture_variance = 8.0 / 1e4;

// From here on Stirling's series has all digits, where the difference of large logarithms loses
// them.
constexpr double series_from = 1e3;

/// Returns log Gamma(x + 1/2) - (x log x - x).
double half_remainder(double x) {
  if (x == 0.0) return std::log(std::numbers::pi) / 2.0;
  if (x < series_from) return std::lgamma(x + 0.5) - (x * std::log(x) - x);
  return std::log(2.0 * std::numbers::pi) / 2.0 - 1.0 / (24.0 * x) + 7.0 / (2880.0 * x * x * x);
}

/// Returns log Gamma(n + 1) - (n log n - n).
double factorial_remainder(double n) {
  if (n < series_from) return std::lgamma(n + 1.0) - (n * std::log(n) - n);
  return std::log(2.0 * std::numbers::pi * n) / 2.0 + 1.0 / (12.0 * n) - 1.0 / (360.0 * n * n * n);
}

/// What averaging over all probabilities costs against knowing the best one: the logarithm of the
/// ratio of the likelihood at hits / networks to the mixture.
double mixture_price(const Proportion& counted) {
  const auto hits = static_cast<double>(counted.hits);
  const auto misses = static_cast<double>(counted.networks - counted.hits);
  return std::log(std::numbers::pi) - half_remainder(hits) - half_remainder(misses) +
         factorial_remainder(static_cast<double>(counted.networks));
}

/// Returns x - log(1 + x), to full relative precision also near 0.
double excess(double x) { return -boost::math::log1pmx(x); }

/// Returns the divergence of Kullback and Leibler from a coin of probability p to one of q.
double divergence(double p, double q) {
  if (p == q) return 0.0;
  if (p == 0.0) return -std::log1p(-q);
  if (p == 1.0) return -std::log(q);
  if (q <= 0.0 || q >= 1.0) return infinity;
  return p * excess((q - p) / p) + (1.0 - p) * excess((p - q) / (1.0 - p));
}

/// The interval of at most half hits; the mirror image serves the rest.
Interval interval_of_minority(const Proportion& counted, double level) {
  const auto n = static_cast<double>(counted.networks);
  const double p = static_cast<double>(counted.hits) / n;
  const double most = (mixture_price(counted) - std::log1p(-level)) / n;
  const auto beyond = [&](double q) { return divergence(p, q) - most; };
  const auto root = [&](double low, double high) {
    const auto [below, above] =
        boost::math::tools::bisect(beyond, low, high, boost::math::tools::eps_tolerance<double>());
    return (below + above) / 2.0;
  };
  Interval interval{level, "confidence-sequence", 0.0, 1.0};
  // The divergence is at least (p - q)^2 / (2 max(p, q)), which brackets both ends.
  if (p > 0.0) {
    const double lowest = std::max(0.0, p - std::sqrt(2.0 * p * most) * (1.0 + 1e-9));
    interval.low = root(lowest, p);
  }
  const double highest = p + most + std::sqrt(most * most + 2.0 * p * most) * (1.0 + 1e-9);
  interval.high = root(p, std::min(1.0, highest));
  return interval;
}

Interval sequence(const Proportion& counted, double level) {
  if (counted.networks == 0) return {level, "confidence-sequence", 0.0, 1.0};
  const std::uint64_t misses = counted.networks - counted.hits;
  if (counted.hits <= misses) return interval_of_minority(counted, level);
  const Interval mirrored = interval_of_minority({misses, counted.networks}, level);
  return {level, mirrored.method, 1.0 - mirrored.high, 1.0 - mirrored.low};
}

Interval sequence(const AveragedCounts& counts, double level) {
  if (counts.networks < 2) return {level, "none", 0.0, greatest_possible(counts)};
  const double centre = mean(counts);
  if (is_constant(counts)) {
    const double other = sequence(Proportion{0, counts.networks}, level).high;
    return {level, "zero-variance-sequence", (1.0 - other) * centre,
            (1.0 - other) * centre + other * greatest_possible(counts)};
  }
  const auto n = static_cast<double>(counts.networks);
  const double spread = n * mixture_variance + 1.0;
  const double deviations =
      std::sqrt(spread / (n * mixture_variance) * (std::log(spread) - 2.0 * std::log1p(-level)));
  const double half_width = deviations * std::sqrt(variance(counts) / n);
  return {level, "asymptotic-confidence-sequence", std::max(0.0, centre - half_width),
          std::min(greatest_possible(counts), centre + half_width)};
}

double evidence(const Proportion& counted, double value) {
  if (counted.networks == 0) return 0.0;
  const auto n = static_cast<double>(counted.networks);
  return n * divergence(static_cast<double>(counted.hits) / n, value) - mixture_price(counted);
}

double evidence(const AveragedCounts& counts, double value) {
  if (counts.networks < 2) return 0.0;
  const double difference = value - mean(counts);
  if (is_constant(counts)) {
    const double other = hidden_share(mean(counts), value, greatest_possible(counts));
    return evidence(Proportion{0, counts.networks}, other);
  }
  const auto n = static_cast<double>(counts.networks);
  const double spread = n * mixture_variance + 1.0;
  const double deviations = difference / std::sqrt(variance(counts) / n);
  return deviations * deviations * n * mixture_variance / (2.0 * spread) - std::log(spread) / 2.0;
}

}  // namespace

double log_evidence(const Sample& sample, double value) {
  return std::visit([value](const auto& counted) { return evidence(counted, value); }, sample);
}

Interval confidence_sequence(const Sample& sample, double level) {
  return std::visit([level](const auto& counted) { return sequence(counted, level); }, sample);
}

Interval interval(const Sample& sample, double level, SampleSize size) {
  return size == SampleSize::fixed ? interval(sample, level) : confidence_sequence(sample, level);
}

}  // namespace census
