#include "host/output/decide_text.hpp"

#include <vector>

#include <fmt/format.h>

namespace census {
namespace {

using Json = nlohmann::ordered_json;

/// Exact numbers longer than this are left to --json.
constexpr std::size_t longest_exact = 60;

std::string tuple(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& item : list) {
    texts.push_back(item.is_string() ? item.get<std::string>() : item.dump());
  }
  return fmt::format("({})", fmt::join(texts, ", "));
}

/// Returns "f = 0.5" or, for directions, "slope = 0.5".
std::string value_text(const Json& certificate, const std::string& value) {
  return (certificate["kind"] == "direction" ? "slope = " : "f = ") + value;
}

std::string line(const char* name, const std::string& text) {
  return fmt::format("  {:<16}{}\n", name, text);
}

/// Returns whether rounding the place loses what it shows.
bool only_exactly(const Json& certificate) {
  return certificate.contains("place_value") && certificate["place_value"].is_null();
}

/// The exact place, where it says more than the rounded one and is short enough to read.
std::string exact_line(const Json& certificate) {
  const std::string exact = value_text(certificate, certificate["exact_value"].get<std::string>()) +
                            " at " + tuple(certificate["exact_place"]);
  if (exact.find('/') == std::string::npos && !only_exactly(certificate)) return {};
  return line("exactly", exact.size() <= longest_exact ? exact : "see exact_place in --json");
}

std::string place_lines(const Json& certificate) {
  std::string text = line(
      certificate["kind"].get_ref<const std::string&>().c_str(),
      value_text(certificate, certificate["value"].dump()) + " at " + tuple(certificate["place"]));
  if (only_exactly(certificate)) {
    text += line("", "only the exact place shows this, not the rounded one");
  }
  return text + exact_line(certificate);
}

std::string counted(const Json& number, const char* noun, const char* nouns) {
  return fmt::format("{} {}", number.dump(), number == 1 ? noun : nouns);
}

}  // namespace

std::string decide_text(const nlohmann::ordered_json& neuron) {
  const Json& certificate = neuron["certificate"];
  std::string text = fmt::format("neuron {}: {}\n", neuron["neuron"].dump(),
                                 neuron["verdict"].get_ref<const std::string&>());
  if (certificate.contains("place")) text += place_lines(certificate);
  if (certificate.contains("reason")) {
    text += line("because", certificate["reason"].get<std::string>());
  }
  const Json& vertices = certificate["vertices_checked"];
  const Json& rays = certificate["rays_checked"];
  if (vertices != 0 || rays != 0) {
    text += line("checked",
                 counted(vertices, "vertex", "vertices") + " and " + counted(rays, "ray", "rays"));
  }
  return text;
}

void DecideSummary::add(const nlohmann::ordered_json& neuron) {
  ++neurons_;
  if (neuron["verdict"] == "unactivated") ++unactivated_;
  if (neuron["verdict"] == "activated") ++activated_;
}

std::string DecideSummary::text() const {
  return fmt::format("{} neuron{}: {} unactivated, {} activated, {} degenerate\n", neurons_,
                     neurons_ == 1 ? "" : "s", unactivated_, activated_,
                     neurons_ - unactivated_ - activated_);
}

}  // namespace census
