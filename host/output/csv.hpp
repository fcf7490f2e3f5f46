#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace census {

/// Returns `cell` as one field of a CSV file (RFC 4180): in double quotes, its own doubled, when it
/// holds a comma, a quote or a line break.
std::string csv_field(std::string_view cell);

/// Returns the cells as one line of a CSV file, line break included.
std::string csv_line(const std::vector<std::string>& cells);

/// Returns the shortest decimal text that reads back as exactly `value`; empty for NaN, "inf" and
/// "-inf" as spreadsheets and R read them.
std::string csv_number(double value);

}  // namespace census
