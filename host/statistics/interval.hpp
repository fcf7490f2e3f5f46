#pragma once

#include <string>

namespace census {

/// How it came about that so many networks were counted.
enum class SampleSize {
  fixed,  ///< fixed before the first was drawn
  open    ///< it depends on what was seen, on the clock, or on an interruption
};

/// A confidence interval for a probability.
struct Interval {
  double level = 0.95;
  std::string method;
  double low = 0.0;
  double high = 1.0;
};

}  // namespace census
