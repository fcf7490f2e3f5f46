#include "host/questions/unactivated/unactivated_point.hpp"

#include <cmath>

#include <fmt/format.h>

#include "host/questions/unactivated/estimators.hpp"
#include "host/questions/unactivated/theory.hpp"

namespace census::unactivated {

namespace {

std::string canonical_identity(int n0, int n1, const Initialisation& laws) {
  return fmt::format(
      "unactivated/1 n0={} n1={} first_weights={} first_biases={} second_weights={} "
      "second_biases={}",
      n0, n1, canonical_text(laws.first_weights), canonical_text(laws.first_biases),
      canonical_text(laws.second_weights), canonical_text(laws.second_biases));
}

}  // namespace

UnactivatedPoint::UnactivatedPoint(int n0, int n1, const Initialisation& initialisation)
    : parameters_{{"n0", n0}, {"n1", n1}, {"init", to_parameters(initialisation)}},
      identity_(canonical_identity(n0, n1, initialisation)),
      point_{.input_dimension = n0,
             .width = n1,
             .first_weights = initialisation.first_weights,
             .first_biases = initialisation.first_biases,
             .second_weights = initialisation.second_weights,
             .second_biases = initialisation.second_biases,
             .key = 0} {}

Theory UnactivatedPoint::theory() const {
  return unactivated::theory(point_.input_dimension, point_.width);
}

std::optional<NaturalScale> UnactivatedPoint::natural_scale() const {
  return NaturalScale{"4^(n0+1)", std::ldexp(1.0, 2 * (point_.input_dimension + 1))};
}

std::unique_ptr<Estimator> UnactivatedPoint::estimator(const std::string& name) const {
  return make_estimator(point_, identity_, name);
}

std::vector<std::string> UnactivatedPoint::candidate_estimators() const {
  return unactivated::candidate_estimators(point_);
}

}  // namespace census::unactivated
