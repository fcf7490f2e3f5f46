#include "host/statistics/sample.hpp"

#include <cmath>
#include <limits>

namespace census {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double five_sigma_level = 1.0 - 5.733e-7;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Picks the function for the kind of a sample.
template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace

std::uint64_t networks(const Sample& sample) {
  return std::visit([](const auto& counted) { return counted.networks; }, sample);
}

double probability(const Sample& sample) {
  return std::visit(Overloaded{[](const Proportion& proportion) {
                                 return proportion_estimate(proportion.hits, proportion.networks);
                               },
                               [](const AveragedCounts& counts) { return mean(counts); }},
                    sample);
}

double network_variance(const Sample& sample) {
  return std::visit(Overloaded{[&](const Proportion&) {
                                 const double p = probability(sample);
                                 return p * (1.0 - p);
                               },
                               [](const AveragedCounts& counts) { return variance(counts); }},
                    sample);
}

double standard_error(const Sample& sample) {
  return std::visit(
      Overloaded{[](const Proportion& proportion) {
                   return standard_error(proportion.hits, proportion.networks);
                 },
                 [](const AveragedCounts& counts) {
                   return std::sqrt(variance(counts) / static_cast<double>(counts.networks));
                 }},
      sample);
}

Interval interval(const Sample& sample, double level) {
  return std::visit(
      Overloaded{
          [level](const Proportion& proportion) {
            return clopper_pearson(proportion.hits, proportion.networks, level);
          },
          [level](const AveragedCounts& counts) { return averaged_interval(counts, level); }},
      sample);
}

double z_score(const Sample& sample, double expected) {
  if (const auto* proportion = std::get_if<Proportion>(&sample)) {
    return z_score(proportion->hits, proportion->networks, expected);
  }
  const double difference = probability(sample) - expected;
  const double error = standard_error(sample);
  if (std::isnan(error)) return unknown;
  if (error > 0.0) return difference / error;
  if (std::fabs(difference) <= 0x1p-50 * std::fabs(expected)) return 0.0;  // both are rounded
  // Networks that agreed by chance: only what they could hardly have hidden is contradicted.
  const Interval possible = interval(sample, five_sigma_level);
  if (possible.low <= expected && expected <= possible.high) return unknown;
  return std::copysign(infinity, difference);
}

double variance_gain(const Sample& sample) {
  const auto* counts = std::get_if<AveragedCounts>(&sample);
  if (counts == nullptr) return 1.0;
  if (counts->most && *counts->most != counts->group_order) return unknown;
  const double p = probability(sample);
  const double variance = network_variance(sample);
  if (!(p > 0.0)) return unknown;
  return variance == 0.0 ? infinity : p * (1.0 - p) / variance;
}

double networks_needed(const Sample& sample, double relative_error) {
  const double p = probability(sample);
  if (!(p > 0.0)) return unknown;
  const double error = relative_error * p;
  return network_variance(sample) / (error * error);
}

}  // namespace census
