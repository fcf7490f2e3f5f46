#pragma once

#include <nlohmann/json.hpp>

#include "cuda/census/tally.hpp"
#include "host/output/estimate.hpp"

namespace census {

/// Returns `value` as a JSON number where every reader holds it exactly, that is up to 2^53 in
/// magnitude, and as a string of digits beyond.
nlohmann::ordered_json json_integer(const Integer& value);

/// Returns a finite `value` as a number, an infinite one as "infinity" or "-infinity", NaN as null.
nlohmann::ordered_json json_number(double value);

/// Returns the entries of one group of a tally as an object, in their order.
nlohmann::ordered_json tally_json(const Tally& tally, const std::string& group);

/// Returns one estimate as the object that `estimate --json` prints. Its keys are a promise to
/// programs: question, parameters, seed, first_id, networks, estimator, backend, device, tally,
/// stages, audit, probability, standard_error, interval, efficiency, shares_seen (only for
/// estimators that average), theory, seconds, networks_per_second, interrupted (only there when
/// true), stopped_by (which rule ended the count; null when it was interrupted), version, command.
/// `networks` is how many were counted; efficiency holds the variance gain
/// over plain counting, per network, and the seconds that a relative error takes.
nlohmann::ordered_json estimate_json(const Estimate& estimate);

}  // namespace census
