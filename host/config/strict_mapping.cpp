#include "host/config/strict_mapping.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"

namespace census {

std::vector<const YamlEntry*> known_entries(const YamlNode& mapping, const KnownKeys& known,
                                            ProblemList& problems) {
  std::vector<const YamlEntry*> entries;
  std::map<std::string, int> first_lines;
  for (const YamlEntry& entry : mapping.entries) {
    const YamlNode& key = entry.key;
    const auto [first, is_new] = first_lines.emplace(key.text, key.place.line);
    if (!is_new) {
      problems.add(key.place, fmt::format("duplicate {} {}", known.noun, quote(key.text)),
                   fmt::format("it stands in line {} already", first->second));
    } else if (std::find(known.names.begin(), known.names.end(), key.text) == known.names.end()) {
      problems.add(key.place, fmt::format("unknown {} {}", known.noun, quote(key.text)),
                   fmt::format("{} {}", known.introduction, listed(known.names)),
                   did_you_mean(key.text, known.names));
    } else {
      entries.push_back(&entry);
    }
  }
  return entries;
}

}  // namespace census
