#pragma once

#include <string>

namespace census {

/// A confidence interval for a probability.
struct Interval {
  double level = 0.95;
  std::string method;
  double low = 0.0;
  double high = 1.0;
};

}  // namespace census
