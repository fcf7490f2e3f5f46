#include "host/output/footnotes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/output/estimate.hpp"

namespace census {

std::string Footnotes::mark(const std::string& text) {
  auto at = std::find(texts_.begin(), texts_.end(), text);
  if (at == texts_.end()) at = texts_.insert(texts_.end(), text);
  return fmt::format("({})", at - texts_.begin() + 1);
}

std::string Footnotes::parameter_cell(const Parameters& parameters, const std::string& name) {
  const auto value = parameters.find(name);
  if (value == parameters.end()) return "";
  if (value->is_structured()) return mark(name + " = " + value->dump());
  return parameter_text(*value);
}

std::vector<std::string> Footnotes::lines() const {
  std::vector<std::string> lines;
  for (const std::string& text : texts_) {
    lines.push_back(fmt::format("({}) {}", lines.size() + 1, text));
  }
  return lines;
}

}  // namespace census
