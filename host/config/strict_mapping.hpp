#pragma once

#include <string>
#include <vector>

#include "host/config/problem_list.hpp"
#include "host/config/yaml_tree.hpp"

namespace census {

/// The keys that a mapping may have, and the words that messages use for them.
struct KnownKeys {
  std::string noun;          ///< "key", in "unknown key 'pionts'"
  std::string introduction;  ///< "a sweep has the keys"; the names follow
  std::vector<std::string> names;
};

/// Returns the entries of `mapping` whose keys are known, each key once, in the order written.
/// Every unknown and every repeated key becomes a problem at its place.
std::vector<const YamlEntry*> known_entries(const YamlNode& mapping, const KnownKeys& known,
                                            ProblemList& problems);

}  // namespace census
