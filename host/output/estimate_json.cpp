#include "host/output/estimate_json.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "host/output/version.hpp"
#include "host/statistics/confidence_sequence.hpp"

namespace census {
namespace {

nlohmann::ordered_json interval_json(const Interval& interval) {
  return {{"level", interval.level},
          {"method", interval.method},
          {"low", json_number(interval.low)},
          {"high", json_number(interval.high)}};
}

nlohmann::ordered_json text_or_null(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
}

nlohmann::ordered_json number_or_null(const std::optional<double>& value) {
  return value ? json_number(*value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json theory_json(const Theory& theory, const std::string& key,
                                   const std::optional<double>& z_score) {
  nlohmann::ordered_json json;
  json[key] = number_or_null(theory.value);
  json["fraction"] = text_or_null(theory.fraction);
  json["source"] = text_or_null(theory.source);
  json["z_score"] = number_or_null(z_score);
  if (theory.lower_bound) json["lower_bound"] = json_number(*theory.lower_bound);
  if (theory.upper_bound) json["upper_bound"] = json_number(*theory.upper_bound);
  return json;
}

nlohmann::ordered_json measures_json(const Estimate& estimate) {
  nlohmann::ordered_json json;
  for (const Measure& measure : estimate.measures) {
    json[measure.name] = {
        {"value", json_number(probability(measure.sample))},
        {"standard_error", json_number(standard_error(measure.sample))},
        {"interval", interval_json(interval(measure.sample, interval_level, estimate.sample_size))},
        {"theory", theory_json(measure.theory, "value", z_score(measure))}};
  }
  return json;
}

/// The groups of a tally that are neither outcomes nor stages: counts by something.
nlohmann::ordered_json histograms_json(const Tally& tally) {
  nlohmann::ordered_json json;
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group == "tally" || entry.group == "stages") continue;
    json[entry.group][entry.name] = json_integer(entry.value);
  }
  return json;
}

nlohmann::ordered_json efficiency_json(const Estimate& estimate) {
  return {{"variance_gain", json_number(variance_gain(estimate.sample))},
          {"relative_error", compared_relative_error},
          {"seconds", json_number(estimate.seconds_to(compared_relative_error))}};
}

}  // namespace

nlohmann::ordered_json json_integer(const Integer& value) {
  const Integer exact_limit = Integer(1) << 53;
  if (value > exact_limit || value < -exact_limit) return value.str();
  return value.convert_to<std::int64_t>();
}

nlohmann::ordered_json json_number(double value) {
  if (std::isnan(value)) return nullptr;
  if (std::isinf(value)) return value > 0 ? "infinity" : "-infinity";
  return value;
}

nlohmann::ordered_json tally_json(const Tally& tally, const std::string& group) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const TallyEntry& entry : tally.entries()) {
    if (entry.group == group) object[entry.name] = json_integer(entry.value);
  }
  return object;
}

nlohmann::ordered_json estimate_json(const Estimate& estimate) {
  nlohmann::ordered_json object;
  object["question"] = estimate.question;
  object["parameters"] = estimate.parameters;
  object["seed"] = json_integer(estimate.seed);
  object["first_id"] = json_integer(estimate.asked.first);
  object["networks"] = json_integer(estimate.networks);
  object["estimator"] = estimate.estimator;
  object["backend"] = estimate.provenance.backend;
  object["device"] = estimate.provenance.device;
  object["tally"] = tally_json(estimate.tally, "tally");
  object["stages"] = tally_json(estimate.tally, "stages");
  if (auto histograms = histograms_json(estimate.tally); !histograms.is_null()) {
    object["histograms"] = std::move(histograms);
  }
  // A run with a mismatch ends there and prints no estimate.
  object["audit"] = {{"audited", json_integer(estimate.audited)}, {"mismatching", 0}};
  object[estimate.quantity.key()] = json_number(estimate.probability());
  object["standard_error"] = json_number(estimate.standard_error());
  object["interval"] = interval_json(estimate.interval());
  object["efficiency"] = efficiency_json(estimate);
  if (const std::optional<SharesSeen> seen = estimate.shares_seen()) {
    object["shares_seen"] = {{"low", seen->least},
                             {"low_id", json_integer(seen->least_id)},
                             {"high", seen->greatest},
                             {"high_id", json_integer(seen->greatest_id)},
                             {"common", text_or_null(estimate.common_share())},
                             {"status", "evidence, not proof"}};
  }
  object["theory"] = theory_json(estimate.theory, estimate.quantity.key(), estimate.z_score());
  if (!estimate.measures.empty()) object["measures"] = measures_json(estimate);
  object["seconds"] = json_number(estimate.seconds);
  object["networks_per_second"] = json_number(estimate.networks_per_second());
  if (estimate.interrupted()) object["interrupted"] = true;
  object["stopped_by"] =
      text_or_null(estimate.stopped_by ? std::string(name(*estimate.stopped_by)) : std::string());
  object["version"] = version();
  object["command"] = regenerating_command(estimate);
  return object;
}

}  // namespace census
