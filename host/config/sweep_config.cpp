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

nlohmann::ordered_json resolved(const StopRules& rules) {
  nlohmann::ordered_json stop;
  const auto show = [&stop](StopRule rule, const auto& limit) {
    if (limit) stop[std::string(name(rule))] = *limit;
  };
  show(StopRule::relative_error, rules.relative_error);
  show(StopRule::absolute_error, rules.absolute_error);
  show(StopRule::hits, rules.hits);
  show(StopRule::networks, rules.networks);
  show(StopRule::seconds, rules.seconds);
  return stop;
}

}  // namespace

nlohmann::ordered_json resolved(const SweepConfig& config) {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const auto& point : config.points) points.push_back(point->parameters());
  nlohmann::ordered_json full = {{"question", config.question->name()},
                                 {"seed", config.seed},
                                 {"points", points},
                                 {"estimator", config.estimator},
                                 {"stop", resolved(config.stop)}};
  if (config.hypotheses.empty()) return full;
  full["hypotheses"] = nlohmann::ordered_json::array();
  for (const Hypothesis& hypothesis : config.hypotheses) {
    nlohmann::ordered_json written = {{"name", hypothesis.name}};
    if (hypothesis.where) written["where"] = hypothesis.where->text();
    written[claim_key(hypothesis)] = hypothesis.value ? hypothesis.value->text() : hypothesis.along;
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
