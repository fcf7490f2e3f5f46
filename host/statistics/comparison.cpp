#include "host/statistics/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <vector>

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

/// Values of P in increasing order, dense beside both estimates and between them.
std::vector<double> values_to_try(const Sample& first, const Sample& second) {
  constexpr int steps = 64;
  const double from = probability(first);
  const double to = probability(second);
  std::vector<double> values;
  for (int i = 0; i <= steps; ++i) values.push_back(from + (to - from) * i / steps);
  for (const Sample* sample : {&first, &second}) {
    const double error = standard_error(*sample);
    if (!(error > 0.0)) continue;
    for (int i = -steps; i <= steps; ++i) values.push_back(probability(*sample) + error * i / 8.0);
  }
  for (double& value : values) value = std::clamp(value, 0.0, 1.0);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
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
  if (at_first == at_second) return 1.0;
  // The product has one maximum, but is so steep beside the estimate of a large sample, and
  // underflows so far from it, that no search finds it from afar: it is bracketed first.
  const std::vector<double> values = values_to_try(first, second);
  const auto best = std::max_element(values.begin(), values.end(), [&](double a, double b) {
    return log_product(a) < log_product(b);
  });
  const double low = best == values.begin() ? *best : *std::prev(best);
  const double high = std::next(best) == values.end() ? *best : *std::next(best);
  constexpr int half_the_bits = 26;
  const double found =
      boost::math::tools::brent_find_minima([&](double value) { return -log_product(value); }, low,
                                            high, half_the_bits)
          .first;
  const double most = std::max(log_product(found), log_product(*best));
  return std::min(1.0, std::exp(log_combined(most)));
}

}  // namespace census
