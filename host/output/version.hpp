#pragma once

#include <string_view>

namespace census {

/// Returns the version of this program, as `--version` and every result show it.
std::string_view version();

}  // namespace census
