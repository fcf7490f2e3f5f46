#pragma once

#include <string>
#include <vector>

namespace census {

/// One column of a table for a terminal.
struct Column {
  enum class Align { left, right };
  std::string header;
  Align align = Align::right;  ///< numbers to the right, names to the left
};

/// Returns the rows under their headers, each column as wide as its widest cell, two spaces between
/// columns, no blanks at the end of a line. Widths count what a terminal shows, not bytes. A row
/// with fewer cells than there are columns ends early; one with more is a programming error.
std::string render_table(const std::vector<Column>& columns,
                         const std::vector<std::vector<std::string>>& rows);

}  // namespace census
