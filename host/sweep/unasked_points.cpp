#include "host/sweep/unasked_points.hpp"

#include <regex>
#include <set>

#include <fmt/format.h>

namespace census {
namespace {

/// Returns an identity without the data in it: they are written as "256x4:9f3c..." with 16 digits.
std::string without_data(const std::string& identity) {
  static const std::regex data("[0-9]+x[0-9]+:[0-9a-f]{16}");
  return std::regex_replace(identity, data, "");
}

std::set<std::string> files_of(const QuestionPoint& point, const SweepConfig& config) {
  std::set<std::string> files;
  for (const auto& item : point.parameters().items()) {
    if (!item.value().is_string()) continue;
    const auto name = item.value().get<std::string>();
    if (config.files.contains(name)) files.insert(name);
  }
  return files;
}

}  // namespace

UnaskedPoints unasked_points(const SweepConfig& config, const SweepDirectory& directory,
                             Ledger& ledger) {
  std::set<std::string> asked;
  std::map<std::string, std::set<std::string>> files;
  for (const auto& point : config.points) {
    asked.insert(point->identity());
    if (!config.files.empty()) {
      files[without_data(point->identity())].merge(files_of(*point, config));
    }
  }
  UnaskedPoints unasked;
  for (const std::string& point : ledger.points()) {
    if (asked.contains(point)) continue;
    ++unasked.number;
    const auto found = files.find(without_data(point));
    if (found == files.end()) continue;
    for (const std::string& name : found->second) {
      unasked.changed_files.emplace(name, directory.kept_file(name).string());
    }
  }
  return unasked;
}

std::string unasked_text(const UnaskedPoints& unasked) {
  if (unasked.number == 0) return "";
  const bool one = unasked.number == 1;
  std::string text = fmt::format(
      "The ledger holds {} {} that the configuration does not ask for, and that no result shows: ",
      unasked.number, one ? "point" : "points");
  if (unasked.changed_files.empty()) {
    return text + fmt::format(
                      "the configuration was changed since, or another version of the program "
                      "counted {0}. The configuration and the program that counted {0} show {0}.",
                      one ? "it" : "them");
  }
  std::string names;
  std::string kept;
  for (const auto& [name, path] : unasked.changed_files) {
    names += (names.empty() ? "" : ", ") + name;
    kept += (kept.empty() ? "" : ", ") + path;
  }
  return text + fmt::format(
                    "the content of {} has changed since {} counted. A report shows {} when {} has "
                    "the old content; count the new one in another directory.",
                    names, one ? "it was" : "they were", one ? "it" : "them", kept);
}

}  // namespace census
