#include "host/ledger/tally_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace census {
namespace {

constexpr std::array<std::pair<MergeRule, const char*>, 5> rule_names{
    {{MergeRule::sum, "sum"},
     {MergeRule::minimum, "minimum"},
     {MergeRule::maximum, "maximum"},
     {MergeRule::witness, "witness"},
     {MergeRule::constant, "constant"}}};

std::string name_of(MergeRule rule) {
  return std::find_if(rule_names.begin(), rule_names.end(),
                      [rule](const auto& named) { return named.first == rule; })
      ->second;
}

MergeRule rule_called(const std::string& name) {
  for (const auto& [rule, known] : rule_names) {
    if (name == known) return rule;
  }
  throw std::invalid_argument("there is no merge rule '" + name + "'");
}

Integer parse_integer(const std::string& text) {
  const std::size_t digits = text.starts_with('-') ? 1 : 0;
  if (text.size() == digits || text.find_first_not_of("0123456789", digits) != std::string::npos) {
    throw std::invalid_argument("'" + text + "' is not an integer");
  }
  return Integer(text);
}

/// Returns the first entry of `tally` that `other` has not, "group.name"; empty without one.
std::string first_missing(const Tally& tally, const Tally& other) {
  std::set<std::pair<std::string, std::string>> known;
  for (const TallyEntry& entry : other.entries()) known.emplace(entry.group, entry.name);
  for (const TallyEntry& entry : tally.entries()) {
    if (!known.contains({entry.group, entry.name})) return entry.group + "." + entry.name;
  }
  return "";
}

}  // namespace

std::string tally_text(const Tally& tally) {
  auto list = nlohmann::json::array();
  for (const TallyEntry& entry : tally.entries()) {
    list.push_back({entry.group, entry.name, name_of(entry.rule), entry.value.str()});
  }
  return list.dump();
}

Tally parse_tally(const std::string& text) {
  try {
    std::vector<TallyEntry> entries;
    for (const auto& item : nlohmann::json::parse(text)) {
      const auto fields = item.get<std::array<std::string, 4>>();
      entries.push_back({fields[0], fields[1], rule_called(fields[2]), parse_integer(fields[3])});
    }
    return Tally(std::move(entries));
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(error.what());
  } catch (const std::range_error& error) {
    throw std::invalid_argument(error.what());
  }
}

std::string differing_entry(const Tally& tally, const Tally& other) {
  if (const std::string name = first_missing(other, tally); !name.empty()) return "without " + name;
  if (const std::string name = first_missing(tally, other); !name.empty()) return "with " + name;
  return "in another order";
}

}  // namespace census
