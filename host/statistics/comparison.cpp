#include "host/statistics/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/tools/minima.hpp>

namespace census {
namespace {

Claim mirrored(Claim claim) {
  switch (claim) {
    case Claim::at_least:
      return Claim::at_most;
    case Claim::at_most:
      return Claim::at_least;
    case Claim::equal:
      break;
  }
  return Claim::equal;
}

/// The logarithm of a p-value, finite: what underflows counts as the least double.
double log_p_value(const Sample& sample, SampleSize size, Claim claim, double value) {
  return std::log(
      std::max(p_value(sample, claim, value, size), std::numeric_limits<double>::min()));
}

/// The logarithm of what Fisher's method makes of two p-values whose product has logarithm `x`.
double log_combined(double x) { return x + std::log1p(-x); }

}  // namespace

double comparison_p_value(const Sample& first, SampleSize first_size, Claim claim,
                          const Sample& second, SampleSize second_size) {
  if (networks(first) == 0 || networks(second) == 0) return 1.0;
  const double at_first = probability(first);
  const double at_second = probability(second);
  if (claim == Claim::at_least && at_first >= at_second) return 1.0;
  if (claim == Claim::at_most && at_first <= at_second) return 1.0;
  const auto log_product = [&](double value) {
    return log_p_value(first, first_size, claim, value) +
           log_p_value(second, second_size, mirrored(claim), value);
  };
  const auto [low, high] = std::minmax(at_first, at_second);
  if (low == high) return 1.0;
  // A value outside of the two estimates contradicts both; between them the product has one
  // maximum, found by Brent's method. The ends count too: an estimate of 0 has no other value.
  constexpr int half_the_bits = 26;
  const double best =
      boost::math::tools::brent_find_minima([&](double value) { return -log_product(value); }, low,
                                            high, half_the_bits)
          .first;
  const double most = std::max({log_product(low), log_product(best), log_product(high)});
  return std::min(1.0, std::exp(log_combined(most)));
}

}  // namespace census
