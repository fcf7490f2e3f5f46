#include "host/config/yaml_value.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "host/config/numbers.hpp"
#include "host/config/quote.hpp"

namespace census {

namespace {

Parameters scalar_to_json(const YamlNode& node) {
  const std::optional<double> number = node.plain ? parse_real(node.text) : std::nullopt;
  if (!number) return node.text;
  // Whole numbers become integers, so that they are shown without a fraction.
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  const bool whole = *number == std::floor(*number) && std::abs(*number) <= largest_exact;
  if (whole) return static_cast<std::int64_t>(*number);
  return *number;
}

}  // namespace

Parameters to_json(const YamlNode& node, ProblemList& problems) {
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      return nullptr;
    case YamlNode::Kind::scalar:
      return scalar_to_json(node);
    case YamlNode::Kind::list: {
      Parameters list = Parameters::array();
      for (const YamlNode& item : node.items) list.push_back(to_json(item, problems));
      return list;
    }
    case YamlNode::Kind::mapping: {
      Parameters object = Parameters::object();
      for (const auto& [key, value] : node.entries) {
        if (object.contains(key.text)) {
          problems.add(key.place, fmt::format("duplicate key {}", quote(key.text)));
        } else {
          object[key.text] = to_json(value, problems);
        }
      }
      return object;
    }
  }
  return nullptr;
}

Place place_of(const YamlNode& node, std::string_view path) {
  Place place = node.place;
  const YamlNode* mapping = &node;
  while (!path.empty()) {
    const std::string_view key = path.substr(0, path.find('.'));
    const auto& entries = mapping->entries;
    const auto found = std::find_if(entries.begin(), entries.end(), [key](const YamlEntry& entry) {
      return entry.key.text == key;
    });
    if (found == entries.end()) break;
    place = found->key.place;
    mapping = &found->value;
    path.remove_prefix(std::min(key.size() + 1, path.size()));
  }
  return place;
}

}  // namespace census
