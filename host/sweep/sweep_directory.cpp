#include "host/sweep/sweep_directory.hpp"

#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "host/config/quote.hpp"
#include "host/config/yaml_reader.hpp"
#include "host/error.hpp"
#include "host/identity.hpp"
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

/// Returns the name of the first file of a point of `before` that has another content in `after`;
/// empty without one.
std::string changed_file(const QuestionPoint& point, const SweepConfig& before,
                         const SweepConfig& after) {
  for (const auto& item : point.parameters().items()) {
    if (!item.value().is_string()) continue;
    const auto name = item.value().get<std::string>();
    const auto was = before.files.find(name);
    const auto is = after.files.find(name);
    if (was != before.files.end() && is != after.files.end() && was->second != is->second) {
      return name;
    }
  }
  return "";
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
    if (const std::string file = changed_file(*point, before, after); !file.empty()) {
      return fmt::format("its point {} was counted with another content of the file {}",
                         describe_parameters(point->parameters()), quote(file));
    }
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
    const std::string changed = difference(recorded(), config);
    if (!changed.empty()) {
      throw LedgerError(fmt::format(
          "{} belongs to another configuration ({}); choose another directory{}", path_.string(),
          changed,
          std::filesystem::exists(files())
              ? fmt::format(", or bring back the files it was counted with, which are in {}",
                            files().string())
              : ""));
    }
  }
  try {
    if (!config.files.empty()) std::filesystem::create_directories(files());
    for (const auto& [name, content] : config.files) replace_file(kept_file(name), content);
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

SweepConfig SweepDirectory::recorded() const {
  if (!std::filesystem::exists(configuration())) {
    throw ConfigError(Problem{{.source = path_.string()},
                              "there is no sweep in this directory",
                              fmt::format("it has no {}", configuration().filename().string()),
                              "name the directory that 'sweep --out' was given"});
  }
  return read_sweep(configuration(), [this](const std::string& name) {
    const std::filesystem::path kept = kept_file(name);
    if (std::filesystem::exists(kept)) return read_user_file(kept);
    try {
      return read_user_file(name);
    } catch (ParameterError& error) {
      error.suggestion =
          fmt::format("run this where the sweep was started, or put the file at {}", kept.string());
      throw;
    }
  });
}

std::filesystem::path SweepDirectory::kept_file(const std::string& name) const {
  constexpr std::size_t longest_stem = 100;
  const std::filesystem::path path(name);
  return files() / fmt::format("{}-{:016x}{}", path.stem().string().substr(0, longest_stem),
                               stable_hash(name), path.extension().string());
}

void SweepDirectory::write_results(const std::string& csv,
                                   const nlohmann::ordered_json& json) const {
  const auto replace = nlohmann::ordered_json::error_handler_t::replace;
  replace_file(path_ / "results.csv", csv);
  replace_file(path_ / "results.json", json.dump(2, ' ', false, replace) + "\n");
}

}  // namespace census
