#pragma once

#include <string>
#include <string_view>

#include "host/report/report.hpp"

namespace census {

/// Returns `text` so that Markdown shows it as it is, also in a cell of a table: on one line, with
/// a backslash before what would be markup.
std::string markdown_text(std::string_view text);

/// Returns `text` as a code span on one line, whatever backquotes it has. Not for cells, where `|`
/// would end it.
std::string markdown_code(std::string_view text);

/// Returns the report as Markdown (GitHub's, for its tables).
std::string report_markdown(const Report& report);

}  // namespace census
