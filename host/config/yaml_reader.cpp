#include "host/config/yaml_reader.hpp"

#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/estimator_name.hpp"
#include "host/config/numbers.hpp"
#include "host/config/points_reader.hpp"
#include "host/config/problem_list.hpp"
#include "host/config/source_text.hpp"
#include "host/config/strict_mapping.hpp"
#include "host/config/sweep_keys.hpp"
#include "host/config/yaml_tree.hpp"

namespace census {

namespace {

constexpr const char* default_question = "unactivated";

/// Reads one sweep. Each function reads one key and leaves the default where that fails.
class SweepReader {
 public:
  SweepReader(const YamlNode& root, const FileReader& read) : root_(root), read_(read) {}

  SweepConfig read() {
    if (root_.kind != YamlNode::Kind::mapping) {
      problems_.add(root_.place, fmt::format("{} is not a sweep", root_.shown()),
                    sweep_keys().introduction + " " + listed(sweep_keys().names));
      problems_.throw_if_any();
    }
    std::map<std::string, const YamlNode*> values;
    for (const YamlEntry* entry : known_entries(root_, sweep_keys(), problems_)) {
      values[entry->key.text] = &entry->value;
    }
    const auto value = [&values](const char* key) {
      const auto found = values.find(key);
      return found == values.end() ? nullptr : found->second;
    };
    config_.question = find_question(default_question);
    if (const YamlNode* node = value("question")) read_question(*node);
    if (const YamlNode* node = value("seed")) read_seed(*node);
    read_stop(value("stop"));
    read_points_of(value("points"));
    if (const YamlNode* node = value("estimator")) read_estimator(*node);
    check_hits();
    if (const YamlNode* node = value("hypotheses")) read_hypotheses_of(*node);
    if (const YamlNode* node = value("error_level")) read_error_level(*node);
    problems_.throw_if_any();
    return std::move(config_);
  }

 private:
  /// Returns the text of a scalar, or records that `key` needs one.
  std::optional<std::string> scalar(const YamlNode& node, const std::string& key,
                                    const std::string& form) {
    if (node.kind == YamlNode::Kind::scalar) return node.text;
    problems_.add(node.place, fmt::format("{} is not a value of {}", node.shown(), key), form);
    return std::nullopt;
  }

  void read_question(const YamlNode& node) {
    std::vector<std::string> names;
    for (const Question* question : all_questions()) names.emplace_back(question->name());
    const std::string form = "the questions are " + listed(names);
    const std::optional<std::string> name = scalar(node, "question", form);
    config_.question = name ? find_question(*name) : nullptr;
    if (!name || config_.question != nullptr) return;
    problems_.add(node.place, fmt::format("unknown question {}", node.shown()), form,
                  did_you_mean(*name, names));
    // The points are checked against the question that was probably meant.
    config_.question = find_question(nearest_name(*name, names).value_or(""));
  }

  void read_seed(const YamlNode& node) {
    const auto text = scalar(node, "seed", "a seed is written in digits");
    if (!text) return;
    try {
      config_.seed = parse_seed(*text, node.place);
      config_.seed_given = true;
    } catch (const ConfigError& error) {
      problems_.add(error);
    }
  }

  void read_estimator(const YamlNode& node) {
    if (config_.question == nullptr) return;
    const std::optional<std::string> name =
        scalar(node, "estimator",
               "the estimators are auto, " + listed(config_.question->estimator_forms()));
    if (!name) return;
    config_.estimator = *name;
    std::vector<const QuestionPoint*> points;
    for (const auto& point : config_.points) points.push_back(point.get());
    check_estimator(*config_.question, points, *name, node.place, problems_);
  }

  void read_hypotheses_of(const YamlNode& node) {
    if (config_.question == nullptr) return;
    config_.hypotheses = read_hypotheses(node, *config_.question, config_.points, problems_);
  }

  void read_error_level(const YamlNode& node) {
    const std::string form = "an error level is a number from 1e-9 to below 1, like 0.05";
    const auto text = scalar(node, "error_level", form);
    if (!text) return;
    const std::optional<double> level = parse_real(*text);
    // The levels of intervals are so near to 1 that binary64 could not tell smaller ones from it.
    if (level && *level >= 1e-9 && *level < 1.0) {
      config_.error_level = *level;
    } else {
      problems_.add(node.place, fmt::format("{} is not an error level", node.shown()), form);
    }
  }

  void read_stop(const YamlNode* node) {
    constexpr const char* example = "add 'stop: {networks: 1e7}'";
    if (node == nullptr) {
      problems_.add(root_.place, "the key 'stop' is missing",
                    "it says how many networks to count at each point", example);
      return;
    }
    if (node->kind != YamlNode::Kind::mapping) {
      problems_.add(node->place, fmt::format("{} is not a value of stop", node->shown()),
                    "stop is a mapping from stop rules to limits", "write 'stop: {networks: 1e7}'");
      return;
    }
    bool has_limit = false;
    for (const YamlEntry* rule : known_entries(*node, stop_keys(), problems_)) {
      read_stop_rule(rule->key.text, rule->value);
      has_limit = has_limit || rule->key.text == "networks" || rule->key.text == "seconds";
    }
    if (!has_limit) {
      problems_.add(node->place, "neither the stop rule 'networks' nor 'seconds' is there",
                    "a point whose probability is tiny might never reach an error or a hit",
                    "add a limit, 'networks: 1e9' or 'seconds: 60'");
    }
  }

  void read_stop_rule(const std::string& rule, const YamlNode& node) {
    StopRules& stop = config_.stop;
    if (rule == "networks") {
      stop.networks =
          count_of(node, rule, "0 networks", "at least one network is counted at each point");
    } else if (rule == "hits") {
      stop.hits = count_of(node, rule, "0 hits", "every count has them from its beginning");
      hits_place_ = node.place;
    } else if (rule == "relative_error") {
      stop.relative_error = value_of(node, rule, "a number like 1e-4", parse_relative_error);
    } else if (rule == "absolute_error") {
      stop.absolute_error = value_of(node, rule, "a number like 1e-6", parse_absolute_error);
    } else {
      stop.seconds = value_of(node, rule, "a number like 60", parse_duration);
    }
  }

  /// Returns what `parse` makes of a scalar, or nothing, with the problem noted.
  template <class Parse>
  auto value_of(const YamlNode& node, const std::string& key, const std::string& form, Parse parse)
      -> std::optional<decltype(parse(std::string_view(), Place()))> {
    const auto text = scalar(node, key, fmt::format("{} is {}", key, form));
    if (!text) return std::nullopt;
    try {
      return parse(*text, node.place);
    } catch (const ConfigError& error) {
      problems_.add(error);
      return std::nullopt;
    }
  }

  std::optional<std::uint64_t> count_of(const YamlNode& node, const std::string& key,
                                        const std::string& zero, const std::string& why) {
    const auto count = value_of(node, key, "written like 1000000, 1e6 or 2.5e6", parse_count);
    if (count && *count == 0) problems_.add(node.place, zero, why);
    return count;
  }

  void check_hits() {
    if (!config_.stop.hits || config_.estimator == "plain") return;
    problems_.add(*hits_place_, "the stop rule 'hits' without plain counting",
                  "averages have counts, and no hits",
                  fmt::format("write 'estimator: plain', or 'relative_error: {:.2g}', the error "
                              "after that many hits",
                              1.0 / std::sqrt(static_cast<double>(*config_.stop.hits))));
  }

  void read_points_of(const YamlNode* node) {
    if (node == nullptr) {
      problems_.add(root_.place, "the key 'points' is missing", "a sweep has at least one point",
                    "add 'points: {n0: 2, n1: 4}'");
    } else if (config_.question != nullptr) {
      config_.points = read_points(
          *node, *config_.question, [this](const std::string& name) { return file(name); },
          problems_);
    }
  }

  /// Returns the content of a file, the same for all points, whatever happens to it meanwhile.
  const std::string& file(const std::string& name) {
    const auto found = config_.files.find(name);
    return found != config_.files.end() ? found->second
                                        : config_.files.emplace(name, read_(name)).first->second;
  }

  const YamlNode& root_;
  const FileReader& read_;
  SweepConfig config_;
  std::optional<Place> hits_place_;
  ProblemList problems_;
};

}  // namespace

SweepConfig read_sweep(const std::filesystem::path& path, const FileReader& read) {
  return read_sweep_text(read_source(path), path.string(), read);
}

SweepConfig read_sweep_text(const std::string& text, const std::string& source_name,
                            const FileReader& read) {
  const YamlNode root = parse_yaml(text, source_name);
  SweepConfig config = SweepReader(root, read).read();
  config.name = std::filesystem::path(source_name).stem().string();
  config.source = source_name;
  return config;
}

}  // namespace census
