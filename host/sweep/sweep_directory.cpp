#include "host/sweep/sweep_directory.hpp"

#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "host/config/yaml_reader.hpp"
#include "host/error.hpp"
#include "host/ledger/ledger_error.hpp"
#include "host/output/estimate.hpp"
#include "host/output/replace_file.hpp"

namespace census {
namespace {

/// A sweep that begins with less would soon stop.
constexpr std::uintmax_t least_space = 16U << 20U;

[[noreturn]] void refuse(std::string problem, std::string why, std::string suggestion) {
  throw ConfigError(
      Problem{{.source = "--out"}, std::move(problem), std::move(why), std::move(suggestion)});
}

std::set<std::string> identities(const SweepConfig& config) {
  std::set<std::string> all;
  for (const auto& point : config.points) all.insert(point->identity());
  return all;
}

}  // namespace

std::string difference(const SweepConfig& before, const SweepConfig& after) {
  if (before.question != after.question) {
    return fmt::format("it asks question {}, the configuration {}", before.question->name(),
                       after.question->name());
  }
  if (before.seed != after.seed) {
    return fmt::format("its seed is {}, that of the configuration {}", before.seed, after.seed);
  }
  const std::set<std::string> kept = identities(after);
  for (const auto& point : before.points) {
    if (kept.contains(point->identity())) continue;
    return fmt::format("it has the point {}, and the configuration does not",
                       describe_parameters(point->parameters()));
  }
  return "";
}

void SweepDirectory::make() const {
  try {
    std::filesystem::create_directories(path_);
  } catch (const std::exception& error) {
    refuse(fmt::format("{} cannot be written", path_.string()), error.what(),
           "choose another directory");
  }
}

void SweepDirectory::prepare(const SweepConfig& config) const {
  if (std::filesystem::exists(configuration())) {
    const std::string changed = difference(read_sweep(configuration()), config);
    if (!changed.empty()) {
      throw LedgerError(
          fmt::format("{} belongs to another configuration ({}); choose another directory",
                      path_.string(), changed));
    }
  }
  try {
    replace_file(configuration(), resolved_yaml(config));
    const auto space = std::filesystem::space(path_);
    if (space.available < least_space) {
      throw std::runtime_error(fmt::format("only {} bytes are left on the disk", space.available));
    }
  } catch (const std::exception& error) {
    refuse(fmt::format("{} cannot be written", path_.string()), error.what(),
           "choose another directory");
  }
}

void SweepDirectory::write_results(const std::string& csv,
                                   const nlohmann::ordered_json& json) const {
  const auto replace = nlohmann::ordered_json::error_handler_t::replace;
  replace_file(path_ / "results.csv", csv);
  replace_file(path_ / "results.json", json.dump(2, ' ', false, replace) + "\n");
}

}  // namespace census
