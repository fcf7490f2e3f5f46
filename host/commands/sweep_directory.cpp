#include "host/commands/sweep_directory.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "host/error.hpp"

namespace census {
namespace {

constexpr const char* configuration_file = "config.resolved.yaml";

void replace_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path partial = path;
  partial += ".partial";
  errno = 0;
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "unknown reason";
    throw std::runtime_error(fmt::format("cannot write {} ({})", partial.string(), reason));
  }
  std::filesystem::rename(partial, path);
}

std::string read_if_there(const std::filesystem::path& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  return text.str();
}

[[noreturn]] void refuse(std::string problem, std::string why, std::string suggestion) {
  throw ConfigError(
      Problem{{.source = "--out"}, std::move(problem), std::move(why), std::move(suggestion)});
}

}  // namespace

SweepDirectory::SweepDirectory(std::filesystem::path path, const std::string& resolved_yaml)
    : path_(std::move(path)) {
  const std::string there = read_if_there(path_ / configuration_file);
  if (!there.empty() && there != resolved_yaml) {
    refuse(fmt::format("{} belongs to another configuration", path_.string()),
           fmt::format("its {} differs", configuration_file), "choose another directory");
  }
  try {
    std::filesystem::create_directories(path_);
    replace_file(path_ / configuration_file, resolved_yaml);
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
