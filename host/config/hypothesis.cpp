#include "host/config/hypothesis.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/strict_mapping.hpp"
#include "host/config/sweep_keys.hpp"

namespace census {
namespace {

/// How claims are written. One about points says of P at the later value of a parameter what it is
/// relative to P at the earlier.
struct ClaimKey {
  Claim claim;
  bool compares;
  const char* key;
};

constexpr ClaimKey claim_keys[] = {
    {Claim::equal, false, "probability"},   {Claim::equal, false, "mean"},
    {Claim::at_least, false, "at_least"},   {Claim::at_most, false, "at_most"},
    {Claim::equal, true, "same_for"},       {Claim::at_least, true, "increasing_in"},
    {Claim::at_most, true, "decreasing_in"}};

bool speaks_at(const Hypothesis& hypothesis, const QuestionPoint& point) {
  return !hypothesis.where || hypothesis.where->evaluate_real(formula_environment(point)) != 0.0;
}

/// Reads one hypothesis of a list.
class HypothesisReader {
 public:
  HypothesisReader(const Question& question,
                   const std::vector<std::unique_ptr<QuestionPoint>>& points, ProblemList& problems)
      : is_probability_(question.quantity().is_probability), points_(points), problems_(problems) {
    for (const ParameterSpec& spec : question.parameter_specs()) {
      all_names_.push_back(spec.name);
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
    hypothesis.is_probability = is_probability_;
    const YamlNode* claimed = nullptr;
    bool compares = false;
    int claims = 0;
    for (const ClaimKey& known : claim_keys) {
      const auto found = values.find(known.key);
      if (found == values.end()) continue;
      ++claims;
      const std::string_view other = is_probability_ ? "mean" : "probability";
      if (known.key == other) {
        problems_.add(found->second->place, fmt::format("'{}' is nothing to claim here", other),
                      is_probability_ ? "the question asks for a probability"
                                      : "the question asks for a mean of counts",
                      is_probability_ ? "write 'probability'" : "write 'mean'");
        return std::nullopt;
      }
      hypothesis.claim = known.claim;
      compares = known.compares;
      claimed = found->second;
    }
    if (claims != 1) {
      problems_.add(
          node.place,
          claims == 0 ? "the hypothesis claims nothing"
                      : "the hypothesis claims more than one thing",
          "it has one of probability (or mean), at_least, at_most, same_for, increasing_in and "
          "decreasing_in");
      return std::nullopt;
    }
    if (values.contains("where")) hypothesis.where = formula(*values["where"]);
    if (compares) {
      hypothesis.along = parameter(*claimed, hypothesis.claim);
      if (hypothesis.along.empty()) return std::nullopt;
    } else {
      hypothesis.value = formula(*claimed);
      if (!hypothesis.value) return std::nullopt;
    }
    if (values.contains("where") && !hypothesis.where) return std::nullopt;
    if (values.contains("name")) {
      const YamlNode& name = *values["name"];
      if (name.kind != YamlNode::Kind::scalar) {
        problems_.add(name.place, fmt::format("{} is not the name of a hypothesis", name.shown()),
                      "a name is a text");
      }
      hypothesis.name = name.text;
    }
    if (hypothesis.name.empty()) {
      hypothesis.name = fmt::format("{}: {}", claim_key(hypothesis), claimed->text);
    }
    try_at_every_point(hypothesis, *claimed);
    return hypothesis;
  }

 private:
  /// The parameter along which points are compared; empty, with the problem noted, if it is none.
  std::string parameter(const YamlNode& node, Claim claim) {
    const std::vector<std::string>& names = claim == Claim::equal ? all_names_ : names_;
    const bool known = node.kind == YamlNode::Kind::scalar &&
                       std::find(names.begin(), names.end(), node.text) != names.end();
    if (known) return node.text;
    problems_.add(node.place, fmt::format("{} is not a parameter to compare along", node.shown()),
                  "those are " + listed(names), did_you_mean(node.text, names));
    return "";
  }

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

  bool speaks_anywhere(const Hypothesis& hypothesis) {
    if (!hypothesis.value) return !compared_points(hypothesis, points_).empty();
    bool speaks = false;
    for (const auto& point : points_) {
      speaks = claimed_probability(hypothesis, *point).has_value() || speaks;
    }
    return speaks;
  }

  void try_at_every_point(const Hypothesis& hypothesis, const YamlNode& node) {
    try {
      if (points_.empty() || speaks_anywhere(hypothesis)) return;
    } catch (const FormulaError& error) {
      problems_.add(node.place, error.problem, error.why, error.suggestion);
      return;
    }
    if (!hypothesis.value) {
      problems_.add(node.place, fmt::format("hypothesis '{}' compares nothing", hypothesis.name),
                    fmt::format("no two points of the sweep differ in {} alone", hypothesis.along));
      return;
    }
    problems_.add(node.place, fmt::format("hypothesis '{}' speaks of no point", hypothesis.name),
                  "no point of the sweep satisfies its 'where'");
  }

  bool is_probability_;
  std::vector<std::string> names_;  ///< of the integer parameters
  std::vector<std::string> all_names_;
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
  if (!speaks_at(hypothesis, point)) return std::nullopt;
  const Environment values = formula_environment(point);
  const double value = hypothesis.value->evaluate_real(values);
  if (value >= 0.0 && (value <= 1.0 || !hypothesis.is_probability)) return value;
  throw FormulaError{0,
                     fmt::format("{} is {}, and no {}", hypothesis.value->text(), value,
                                 hypothesis.is_probability ? "probability" : "mean of counts"),
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

std::vector<PointPair> compared_points(const Hypothesis& hypothesis,
                                       const std::vector<std::unique_ptr<QuestionPoint>>& points) {
  // Points that agree in everything else, in the order of the configuration.
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!speaks_at(hypothesis, *points[i])) continue;
    Parameters others = points[i]->parameters();
    others.erase(hypothesis.along);
    groups[others.dump()].push_back(i);
  }
  std::vector<PointPair> pairs;
  for (auto& [others, group] : groups) {
    if (hypothesis.claim == Claim::equal) {
      for (std::size_t i = 1; i < group.size(); ++i) pairs.push_back({group[0], group[i]});
      continue;
    }
    const auto value = [&](std::size_t i) {
      return points[i]->parameters()[hypothesis.along].get<std::int64_t>();
    };
    std::sort(group.begin(), group.end(),
              [&](std::size_t a, std::size_t b) { return value(a) < value(b); });
    for (std::size_t i = 1; i < group.size(); ++i) pairs.push_back({group[i - 1], group[i]});
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const PointPair& a, const PointPair& b) { return a.point < b.point; });
  return pairs;
}

std::string claim_key(const Hypothesis& hypothesis) {
  const bool compares = !hypothesis.value;
  if (hypothesis.claim == Claim::equal && !compares && !hypothesis.is_probability) return "mean";
  return std::find_if(std::begin(claim_keys), std::end(claim_keys),
                      [&](const ClaimKey& known) {
                        return known.claim == hypothesis.claim && known.compares == compares;
                      })
      ->key;
}

std::string claim_text(const Hypothesis& hypothesis) {
  const char* symbol = hypothesis.is_probability ? "P" : "the mean";
  std::string text;
  if (hypothesis.value) {
    const char* relation = hypothesis.claim == Claim::equal      ? "="
                           : hypothesis.claim == Claim::at_least ? ">="
                                                                 : "<=";
    text = fmt::format("{} {} {}", symbol, relation, hypothesis.value->text());
  } else if (hypothesis.claim == Claim::equal) {
    text = fmt::format("{} is the same for every {}", symbol, hypothesis.along);
  } else {
    text = fmt::format("{} {} with {}", symbol,
                       hypothesis.claim == Claim::at_least ? "increases" : "decreases",
                       hypothesis.along);
  }
  if (hypothesis.where) text += " where " + hypothesis.where->text();
  return text;
}

}  // namespace census
