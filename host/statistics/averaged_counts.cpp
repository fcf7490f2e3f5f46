#include "host/statistics/averaged_counts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

namespace census {
namespace {

// Room for the square of a sum over 2^64 networks of 62-bit counts, times their number.
using Wider = boost::multiprecision::checked_int512_t;

/// Returns numerator / denominator of two positive integers rounded to about binary64, however
/// large they are.
double quotient(const Wider& numerator, const Wider& denominator) {
  if (numerator == 0) return 0.0;
  // A quotient with at least 64 significant bits is an integer division away.
  const auto top = static_cast<int>(msb(numerator)) - static_cast<int>(msb(denominator));
  const int shift = std::max(0, 64 - top);
  Wider scaled = numerator;
  scaled <<= shift;
  scaled /= denominator;
  return std::ldexp(scaled.convert_to<double>(), -shift);
}

}  // namespace

double mean(const AveragedCounts& counts) {
  if (counts.networks == 0) return std::numeric_limits<double>::quiet_NaN();
  return quotient(Wider(counts.sum), Wider(counts.networks) * Wider(counts.group_order));
}

double variance(const AveragedCounts& counts) {
  if (counts.networks < 2) return std::numeric_limits<double>::quiet_NaN();
  const Wider n = counts.networks;
  const Wider sum(counts.sum);
  const Wider order(counts.group_order);
  return quotient(n * Wider(counts.sum_of_squares) - sum * sum, n * (n - 1) * order * order);
}

bool is_constant(const AveragedCounts& counts) {
  return counts.networks > 0 && counts.least == counts.greatest;
}

double greatest_possible(const AveragedCounts& counts) {
  return counts.most ? quotient(Wider(*counts.most), Wider(counts.group_order)) : 1.0;
}

double hidden_share(double mean, double value, double greatest) {
  if (value > greatest) return 1.0;
  if (value > mean) return (value - mean) / (greatest - mean);
  return value < mean ? (mean - value) / mean : 0.0;
}

Interval averaged_interval(const AveragedCounts& counts, double level) {
  if (counts.networks < 2) return {level, "none", 0.0, greatest_possible(counts)};
  const double centre = mean(counts);
  const auto n = static_cast<double>(counts.networks);
  if (is_constant(counts)) {
    const double other = -std::expm1(std::log1p(-level) / n);
    return {level, "zero-variance", (1.0 - other) * centre,
            (1.0 - other) * centre + other * greatest_possible(counts)};
  }
  const boost::math::students_t distribution(n - 1.0);
  const double t = quantile(complement(distribution, (1.0 - level) / 2.0));
  const double half_width = t * std::sqrt(variance(counts) / n);
  return {level, "student-t", std::max(0.0, centre - half_width),
          std::min(greatest_possible(counts), centre + half_width)};
}

}  // namespace census
