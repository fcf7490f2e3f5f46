#include "host/config/hypothesis.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "host/config/strict_mapping.hpp"

namespace census {
namespace {

const KnownKeys& hypothesis_keys() {
  static const KnownKeys keys{"key of a hypothesis",
                              "a hypothesis has the keys",
                              {"name", "where", "probability", "at_least", "at_most"}};
  return keys;
}

constexpr std::pair<Claim, const char*> claim_keys[] = {
    {Claim::equal, "probability"}, {Claim::at_least, "at_least"}, {Claim::at_most, "at_most"}};

/// Reads one hypothesis of a list.
class HypothesisReader {
 public:
  HypothesisReader(const Question& question,
                   const std::vector<std::unique_ptr<QuestionPoint>>& points, ProblemList& problems)
      : points_(points), problems_(problems) {
    for (const ParameterSpec& spec : question.parameter_specs()) {
      if (spec.kind == ParameterSpec::Kind::integer) names_.push_back(spec.name);
    }
  }

  std::optional<Hypothesis> read(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::mapping) {
      problems_.add(node.place, fmt::format("{} is not a hypothesis", node.shown()),
                    "a hypothesis is a mapping",
                    "write '- {name: ..., where: n1 <= n0, probability: 2^-(n1+1)}'");
      return std::nullopt;
    }
    std::map<std::string, const YamlNode*> values;
    for (const YamlEntry* entry : known_entries(node, hypothesis_keys(), problems_)) {
      values[entry->key.text] = &entry->value;
    }
    Hypothesis hypothesis;
    const YamlNode* claimed = nullptr;
    int claims = 0;
    for (const auto& [claim, key] : claim_keys) {
      const auto found = values.find(key);
      if (found == values.end()) continue;
      ++claims;
      hypothesis.claim = claim;
      claimed = found->second;
    }
    if (claims != 1) {
      problems_.add(
          node.place,
          claims == 0 ? "the hypothesis claims nothing" : "the hypothesis claims two things",
          "it has one of probability, at_least and at_most");
      return std::nullopt;
    }
    if (values.contains("where")) hypothesis.where = formula(*values["where"]);
    hypothesis.value = formula(*claimed);
    if (!hypothesis.value || (values.contains("where") && !hypothesis.where)) return std::nullopt;
    hypothesis.name = values.contains("name") ? values["name"]->text : "";
    if (hypothesis.name.empty()) {
      hypothesis.name =
          fmt::format("{}: {}", claim_key(hypothesis.claim), hypothesis.value->text());
    }
    try_at_every_point(hypothesis, *claimed);
    return hypothesis;
  }

 private:
  std::shared_ptr<const Formula> formula(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::scalar) {
      problems_.add(node.place, fmt::format("{} is not a formula", node.shown()));
      return nullptr;
    }
    try {
      return std::make_shared<const Formula>(node.text, names_);
    } catch (const FormulaError& error) {
      Place place = node.place;
      if (node.text_column > 0) place.column = node.text_column + static_cast<int>(error.offset);
      problems_.add(place, error.problem, error.why, error.suggestion);
      return nullptr;
    }
  }

  void try_at_every_point(const Hypothesis& hypothesis, const YamlNode& node) {
    bool speaks = false;
    for (const auto& point : points_) {
      try {
        speaks = claimed_probability(hypothesis, *point).has_value() || speaks;
      } catch (const FormulaError& error) {
        problems_.add(node.place, error.problem, error.why, error.suggestion);
        return;
      }
    }
    if (speaks || points_.empty()) return;
    problems_.add(node.place, fmt::format("hypothesis '{}' speaks of no point", hypothesis.name),
                  "no point of the sweep satisfies its 'where'");
  }

  std::vector<std::string> names_;
  const std::vector<std::unique_ptr<QuestionPoint>>& points_;
  ProblemList& problems_;
};

}  // namespace

Environment formula_environment(const QuestionPoint& point) {
  Environment values;
  for (const auto& [name, value] : point.parameters().items()) {
    if (value.is_number_integer()) values.emplace(name, value.get<std::int64_t>());
  }
  return values;
}

std::optional<double> claimed_probability(const Hypothesis& hypothesis,
                                          const QuestionPoint& point) {
  const Environment values = formula_environment(point);
  if (hypothesis.where && hypothesis.where->evaluate_real(values) == 0.0) return std::nullopt;
  const double value = hypothesis.value->evaluate_real(values);
  if (value >= 0.0 && value <= 1.0) return value;
  throw FormulaError{0,
                     fmt::format("{} is {}, and no probability", hypothesis.value->text(), value),
                     for_values(values), "a 'where' says at which points a hypothesis speaks"};
}

std::vector<Hypothesis> read_hypotheses(const YamlNode& node, const Question& question,
                                        const std::vector<std::unique_ptr<QuestionPoint>>& points,
                                        ProblemList& problems) {
  std::vector<Hypothesis> hypotheses;
  if (node.kind != YamlNode::Kind::list) {
    problems.add(node.place, fmt::format("{} is not a value of hypotheses", node.shown()),
                 "hypotheses is a list");
    return hypotheses;
  }
  HypothesisReader reader(question, points, problems);
  std::set<std::string> names;
  for (const YamlNode& item : node.items) {
    std::optional<Hypothesis> hypothesis = reader.read(item);
    if (!hypothesis) continue;
    if (!names.insert(hypothesis->name).second) {
      problems.add(item.place, fmt::format("two hypotheses are called '{}'", hypothesis->name));
    }
    hypotheses.push_back(*std::move(hypothesis));
  }
  return hypotheses;
}

std::string claim_key(Claim claim) {
  return std::find_if(std::begin(claim_keys), std::end(claim_keys),
                      [claim](const auto& known) { return known.first == claim; })
      ->second;
}

}  // namespace census
