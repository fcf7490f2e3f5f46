#include "host/config/sweep_config.hpp"

#include <yaml-cpp/emitter.h>

namespace census {

namespace {

void emit(YAML::Emitter& out, const nlohmann::ordered_json& value) {
  if (value.is_object()) {
    out << YAML::BeginMap;
    for (const auto& [key, member] : value.items()) {
      out << YAML::Key << key << YAML::Value;
      emit(out, member);
    }
    out << YAML::EndMap;
  } else {
    // Numbers read back from their JSON form; the emitter quotes texts that need it.
    out << (value.is_string() ? value.get<std::string>() : value.dump());
  }
}

}  // namespace

nlohmann::ordered_json resolved(const SweepConfig& config) {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const auto& point : config.points) points.push_back(point->parameters());
  nlohmann::ordered_json stop;
  if (config.relative_error) stop["relative_error"] = *config.relative_error;
  stop["networks"] = config.networks;
  nlohmann::ordered_json full = {{"question", config.question->name()},
                                 {"seed", config.seed},
                                 {"points", points},
                                 {"estimator", config.estimator},
                                 {"stop", stop}};
  if (config.hypotheses.empty()) return full;
  full["hypotheses"] = nlohmann::ordered_json::array();
  for (const Hypothesis& hypothesis : config.hypotheses) {
    nlohmann::ordered_json written = {{"name", hypothesis.name}};
    if (hypothesis.where) written["where"] = hypothesis.where->text();
    written[claim_key(hypothesis.claim)] = hypothesis.value->text();
    full["hypotheses"].push_back(std::move(written));
  }
  full["error_level"] = config.error_level;
  return full;
}

std::string resolved_yaml(const SweepConfig& config) {
  const nlohmann::ordered_json full = resolved(config);
  YAML::Emitter out;
  out << YAML::BeginMap;
  for (const auto& [key, value] : full.items()) {
    out << YAML::Key << key << YAML::Value;
    if (!value.is_array()) {
      emit(out, value);
      continue;
    }
    out << YAML::BeginSeq;
    for (const auto& point : value) {
      out << YAML::Flow;
      emit(out, point);
    }
    out << YAML::EndSeq;
  }
  out << YAML::EndMap;
  return std::string(out.c_str()) + "\n";
}

}  // namespace census
