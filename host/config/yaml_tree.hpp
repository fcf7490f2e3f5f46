#pragma once

#include <string>
#include <vector>

#include "host/error.hpp"

namespace census {

/// Mappings and lists inside each other deeper than this are refused, so that no text can exhaust
/// the stack.
inline constexpr int deepest_nesting = 64;

struct YamlEntry;

/// A YAML value with the place where it stands. Duplicate keys are kept: whoever reads a mapping
/// sees them. A value that is left out is `nothing` at the place of its key.
struct YamlNode {
  enum class Kind { nothing, scalar, list, mapping };

  Kind kind = Kind::nothing;
  Place place;
  std::string text;                ///< of a scalar
  bool plain = true;               ///< whether a scalar stands without quotes
  int text_column = 0;             ///< where `text` stands letter by letter in the source, or 0
  std::vector<YamlNode> items;     ///< of a list
  std::vector<YamlEntry> entries;  ///< of a mapping; keys are scalars

  /// Returns what kind of value this is for a message: "a list", or the text of a scalar in quotes.
  std::string shown() const;
};

/// A key of a mapping with its value.
struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

/// Returns the one document that `text` holds. `source` names it in places; columns count bytes.
/// @throw ConfigError when the text is empty or no UTF-8, does not parse, nests too deeply, or uses
/// what configurations do without: anchors and aliases, tags, several documents, keys that are not
/// plain words.
YamlNode parse_yaml(const std::string& text, const std::string& source);

}  // namespace census
