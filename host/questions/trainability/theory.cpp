#include "host/questions/trainability/theory.hpp"

#include <cmath>
#include <numbers>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>

namespace census::trainability {

double dead_on_ball(int inputs, double reach) {
  return boost::math::ibeta(inputs / 2.0, 0.5, 1.0 / (1.0 + reach * reach)) / 2.0;
}

double dead_on_ball_of_norm(double reach) { return cdf(complement(boost::math::normal(), reach)); }

double dead_on_interval(double left, double right, double distance) {
  if (distance == 0.0 && (left == 0.0 || right == 0.0)) return 0.5;
  const double angle = std::atan2(distance, left) - std::atan2(distance, right);
  return 0.5 - angle / (2.0 * std::numbers::pi);
}

double enough_active(int neurons, int needed, double dead) {
  if (needed <= 0) return 1.0;
  const boost::math::binomial active(neurons, 1.0 - dead);
  return cdf(complement(active, needed - 1));
}

}  // namespace census::trainability
