#pragma once

#include <nlohmann/json.hpp>

#include "host/questions/unactivated/exact_network.hpp"

namespace census::unactivated {

/// Returns the verdict as it is written everywhere: "unactivated", "activated", "degenerate".
const char* verdict_name(Verdict verdict);

/// Returns what proves `decision`, the verdict on `network`, for anyone to recompute.
///
/// - "kind": "point" (f there is "value"), "direction" (the slope of f along it, far enough out, is
///   "value"), "largest vertex" (f is largest there among the vertices that were checked) or
///   "argument" (no place: see "reason").
/// - "place", "value": rounded to binary64, null beyond its range; "exact_place", "exact_value":
///   rational numbers "p/q" as strings; "on_hyperplanes": the neurons that are 0 at the place.
/// - "place_value", for `activated`: f, or its slope, at the rounded place, exactly, as a string;
///   null when it is not positive there, so that only the exact place shows the verdict.
/// - "reason": the argument in words, where one is needed.
/// - "vertices_checked", "rays_checked"; where `decision` lists vertices and is not `activated`,
///   "vertices_listed" and "vertices", a list of {"rows", "value"}.
nlohmann::ordered_json certificate_json(const ExactNetwork& network, const ExactDecision& decision);

}  // namespace census::unactivated
