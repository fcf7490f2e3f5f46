#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "host/config/hypothesis.hpp"
#include "host/questions/question.hpp"
#include "host/run/stop_rules.hpp"

namespace census {

/// A sweep that has been read and checked: one question, its points, and how much to count.
struct SweepConfig {
  std::string name;    ///< the file's name without its extension
  std::string source;  ///< the file as it was named
  const Question* question = nullptr;
  std::uint64_t seed = 1;
  bool seed_given = false;         ///< whether the configuration names the seed
  std::string estimator = "auto";  ///< "auto": chosen for each point when it is counted
  StopRules stop;                  ///< of each point; limits the networks or the seconds
  std::vector<std::unique_ptr<QuestionPoint>> points;  ///< at least one, all different
  std::vector<Hypothesis> hypotheses;
  double error_level = 0.05;  ///< probability of refuting anything true in the whole sweep, at most
  std::map<std::string, std::string> files;  ///< contents of the files that points name, by name
};

/// Returns the full configuration with every default filled in and every formula evaluated.
nlohmann::ordered_json resolved(const SweepConfig& config);

/// Returns `resolved(config)` as YAML, which reads back as the same sweep.
std::string resolved_yaml(const SweepConfig& config);

}  // namespace census
