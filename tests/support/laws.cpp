#include "tests/support/laws.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace census::testing {

double cumulative(Distribution distribution, double x) {
  const double size = std::abs(x);
  double tail = 0.0;  // P(|X| > |x|)
  switch (distribution) {
    case Distribution::normal:
      tail = std::erfc(size / std::numbers::sqrt2);
      break;
    case Distribution::uniform:
      tail = 1.0 - size;
      break;
    case Distribution::laplace:
      tail = std::exp(-size);
      break;
    case Distribution::cauchy:
      tail = 1.0 - 2.0 * std::atan(size) * std::numbers::inv_pi;
      break;
    case Distribution::smoothed_rademacher:
      tail = std::clamp((17.0 / 16.0 - size) * 8.0, 0.0, 1.0);
      break;
  }
  return x < 0.0 ? tail / 2 : 1.0 - tail / 2;
}

}  // namespace census::testing
