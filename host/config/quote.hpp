#pragma once

#include <string>
#include <string_view>

namespace census {

/// Returns `text` as it can be shown on one line of a message: control characters as \xNN, line
/// breaks as \n, and everything after about 80 bytes replaced by "...".
std::string printable(std::string_view text);

/// Returns `printable(text)` between single quotes, for text that the user typed.
std::string quote(std::string_view text);

}  // namespace census
