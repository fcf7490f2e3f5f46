#include "host/report/plot_axis.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace census {
namespace {

/// "0.002", "5000", "2e-5": no zeros that one has to count.
std::string tic_label(double mantissa, int decade) {
  if (decade < -3 || decade > 5) return fmt::format("{}e{}", mantissa, decade);
  return fmt::format("{:g}", mantissa * std::pow(10.0, decade));
}

/// So many labels fit below an axis.
constexpr double most_labels = 20.0;

}  // namespace

double least_distance(const std::set<double>& values) {
  double least = 1e300;
  for (auto x = values.begin(); x != values.end() && std::next(x) != values.end(); ++x) {
    least = std::min(least, *std::next(x) - *x);
  }
  return values.size() > 1 ? least : 1.0;
}

void AxisRange::include(double value) {
  low_ = std::min(low_, value);
  high_ = std::max(high_, value);
}

AxisRange AxisRange::with_margin() const {
  const double least = 0.1 * std::max(std::abs(low_), std::abs(high_));
  const double margin = std::max((high_ - low_) / 12.0, (least - (high_ - low_)) / 2.0);
  AxisRange wider;
  wider.include(low_ - margin);
  wider.include(high_ + margin);
  return wider;
}

AxisRange AxisRange::with_logarithmic_margin() const {
  const double length = std::log(ratio());
  const double margin = std::max(length / 12.0, (std::log(3.0) - length) / 2.0);
  AxisRange wider;
  wider.include(low_ * std::exp(-margin));
  wider.include(high_ * std::exp(margin));
  return wider;
}

std::string logarithmic_tics(const AxisRange& range) {
  const int first = static_cast<int>(std::floor(std::log10(range.low())));
  const int last = static_cast<int>(std::ceil(std::log10(range.high())));
  std::vector<double> mantissas = {1};
  if (range.ratio() <= 1e3) mantissas = {1, 2, 5};
  if (range.ratio() <= 10.0) mantissas = {1, 1.5, 2, 3, 4, 5, 7};
  const int step = mantissas.size() > 1 ? 1 : std::max(1, (last - first + 9) / 10);
  std::string tics;
  for (int decade = first; decade <= last; decade += step) {
    for (const double mantissa : mantissas) {
      tics += fmt::format("{}\"{}\" {}e{}", tics.empty() ? "" : ", ", tic_label(mantissa, decade),
                          mantissa, decade);
    }
  }
  return fmt::format("set ytics ({})\n", tics);
}

std::string integer_tics(const std::set<double>& values) {
  const double length = *values.rbegin() - *values.begin();
  if (values.size() <= 12 && least_distance(values) * most_labels >= length) {
    return fmt::format("set xtics ({:g})\n", fmt::join(values, ", "));
  }
  double step = 1.0;
  for (int i = 0; length / step > most_labels; ++i) step *= i % 3 == 1 ? 2.5 : 2.0;
  return fmt::format("set xtics {:g}\n", step);
}

}  // namespace census
