#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace census {

/// Returns what `QuestionPoint::replay` returned as people read it: a line "name  value" for each
/// value, nested objects indented, a matrix as one line per row with its columns aligned.
std::string replay_text(const nlohmann::ordered_json& replay);

}  // namespace census
