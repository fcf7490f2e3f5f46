#include "host/output/replay_text.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "host/output/table.hpp"

namespace census {
namespace {

using Json = nlohmann::ordered_json;

std::string scalar_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool is_list_of_scalars(const Json& value) {
  return value.is_array() && std::none_of(value.begin(), value.end(),
                                          [](const Json& item) { return item.is_structured(); });
}

bool is_matrix(const Json& value) {
  return value.is_array() && !value.empty() &&
         std::all_of(value.begin(), value.end(), is_list_of_scalars);
}

std::vector<std::string> texts_of(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& item : list) texts.push_back(scalar_text(item));
  return texts;
}

std::string without_padding(const std::string& text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// The rows of a matrix, aligned as a table whose header is left out.
std::string matrix_text(const Json& matrix, const std::string& indent) {
  std::vector<std::vector<std::string>> rows;
  std::size_t columns = 0;
  for (const Json& row : matrix) {
    rows.push_back(texts_of(row));
    columns = std::max(columns, rows.back().size());
  }
  const std::string table = render_table(std::vector<Column>(columns), rows);
  std::string text;
  for (std::size_t begin = table.find('\n') + 1; begin < table.size();) {
    const std::size_t end = table.find('\n', begin);
    text += indent + table.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return text;
}

void append_values(std::string& text, const Json& object, const std::string& indent);

// `name` comes padded to the width of its neighbours.
void append_value(std::string& text, const std::string& name, const Json& value,
                  const std::string& indent) {
  const std::string deeper = indent + "  ";
  if (value.is_object()) {
    text += indent + without_padding(name) + "\n";
    append_values(text, value, deeper);
  } else if (is_list_of_scalars(value)) {
    const std::string line = fmt::format("{}{}{}", indent, name, fmt::join(texts_of(value), "  "));
    text += without_padding(line) + "\n";
  } else if (is_matrix(value)) {
    text += indent + without_padding(name) + "\n" + matrix_text(value, deeper);
  } else if (value.is_array()) {
    text += indent + without_padding(name) + "\n";
    for (std::size_t i = 0; i < value.size(); ++i) {
      append_value(text, fmt::format("[{}]", i), value[i], deeper);
    }
  } else {
    text += fmt::format("{}{}{}\n", indent, name, scalar_text(value));
  }
}

void append_values(std::string& text, const Json& object, const std::string& indent) {
  std::size_t width = 0;
  for (const auto& item : object.items()) width = std::max(width, item.key().size());
  for (const auto& [name, value] : object.items()) {
    append_value(text, fmt::format("{:<{}}", name, width + 2), value, indent);
  }
}

}  // namespace

std::string replay_text(const nlohmann::ordered_json& replay) {
  std::string text;
  append_values(text, replay, "");
  return text;
}

}  // namespace census
