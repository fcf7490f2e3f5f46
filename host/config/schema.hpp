#pragma once

#include <nlohmann/json.hpp>

namespace census {

/// Returns the JSON Schema (draft 7) of configurations: what editors complete and check by. It
/// accepts everything that `read_sweep` accepts; what a schema cannot know (that a formula parses,
/// that a point can be counted) only the reader refuses.
nlohmann::ordered_json sweep_schema();

}  // namespace census
