#include "host/output/table.hpp"

#include <algorithm>
#include <cassert>

#include "host/output/readable.hpp"

namespace census {
namespace {

void append_line(std::string& text, const std::vector<Column>& columns,
                 const std::vector<std::size_t>& widths, const std::vector<std::string>& cells) {
  assert(cells.size() <= columns.size());
  std::string line;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (c > 0) line += "  ";
    const std::string blanks(widths[c] - display_width(cells[c]), ' ');
    line += columns[c].align == Column::Align::right ? blanks + cells[c] : cells[c] + blanks;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + "\n";
}

}  // namespace

std::string render_table(const std::vector<Column>& columns,
                         const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> headers;
  std::vector<std::size_t> widths;
  for (const Column& column : columns) {
    headers.push_back(column.header);
    widths.push_back(display_width(column.header));
  }
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      widths[c] = std::max(widths[c], display_width(row[c]));
    }
  }
  std::string text;
  append_line(text, columns, widths, headers);
  for (const std::vector<std::string>& row : rows) append_line(text, columns, widths, row);
  return text;
}

}  // namespace census
