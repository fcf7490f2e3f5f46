#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cuda/questions/unactivated/sign_group.hpp"
#include "host/questions/question.hpp"

namespace census::unactivated {

/// Returns the estimator called `name` for `point`, whose key is left open, and whose identity
/// gives the key:
///
///     plain        hits among networks
///     signs        averaged over the signs of c and of all weights w_i
///     signs:S      ... of S of the weights w_i
///     orbit        averaged over those signs and over the orientations of all neurons
///     orbit:S:J    ... over the signs of S weights and the orientations of J neurons
///
/// @throw ParameterError about "estimator" for any other name, or a group too large to be counted.
std::unique_ptr<Estimator> make_estimator(const Point& point, const std::string& identity,
                                          const std::string& name);

/// Returns the names of the estimators worth trying: plain, then averages over growing groups up to
/// what can be counted.
std::vector<std::string> candidate_estimators(const Point& point);

/// Returns {"plain", "signs", "signs:S", "orbit", "orbit:S:J"}.
const std::vector<std::string>& estimator_forms();

/// Returns the group of a name that begins with "signs" or "orbit".
/// @throw ParameterError as `make_estimator` does.
SignGroup parse_group(const Point& point, const std::string& name);

}  // namespace census::unactivated
