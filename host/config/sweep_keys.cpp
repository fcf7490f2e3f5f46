#include "host/config/sweep_keys.hpp"

namespace census {

const KnownKeys& sweep_keys() {
  static const KnownKeys keys{
      "key",
      "a sweep has the keys",
      {"question", "seed", "points", "estimator", "stop", "hypotheses", "error_level"}};
  return keys;
}

const KnownKeys& stop_keys() {
  static const KnownKeys keys{"stop rule",
                              "the stop rules that exist are",
                              {"networks", "relative_error", "absolute_error", "hits", "seconds"}};
  return keys;
}

const KnownKeys& hypothesis_keys() {
  static const KnownKeys keys{"key of a hypothesis",
                              "a hypothesis has the keys",
                              {"name", "where", "probability", "mean", "at_least", "at_most",
                               "same_for", "increasing_in", "decreasing_in"}};
  return keys;
}

}  // namespace census
