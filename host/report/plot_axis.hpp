#pragma once

#include <set>
#include <string>

namespace census {

/// The values that an axis is to show.
class AxisRange {
 public:
  void include(double value);

  bool empty() const { return low_ > high_; }
  double low() const { return low_; }
  double high() const { return high_; }

  /// Returns the quotient of the largest and the smallest value.
  double ratio() const { return high_ / low_; }

  /// Returns a range with a margin on both sides, a twelfth of its own length; for a logarithmic
  /// axis, in the logarithm. Never shorter than a tenth of the values, or a factor of three.
  AxisRange with_margin() const;
  AxisRange with_logarithmic_margin() const;

 private:
  double low_ = 1e300;
  double high_ = -1e300;
};

/// Returns the least distance of two of the values; 1 for a single one.
double least_distance(const std::set<double>& values);

/// Returns the ticks of a logarithmic axis as gnuplot's "set ytics (...)": so many in every decade
/// that there are some even where the values span less than one; above three decades, whole
/// decades, ten labels at most.
std::string logarithmic_tics(const AxisRange& range);

/// Returns the ticks of an axis of whole numbers: every value that is there, if those are few and
/// not too close for their labels, else steps of 1, 2 or 5 times a power of ten.
std::string integer_tics(const std::set<double>& values);

}  // namespace census
