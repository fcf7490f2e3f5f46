#include "host/config/schema.hpp"

#include <set>
#include <string>
#include <vector>

#include "host/config/initialisation.hpp"
#include "host/config/sweep_keys.hpp"
#include "host/questions/question.hpp"

namespace census {
namespace {

using Json = nlohmann::ordered_json;

Json described(Json schema, const std::string& description) {
  schema["description"] = description;
  return schema;
}

/// A number, or a text that the reader takes for one: "1e9" is text to some YAML readers.
Json number() { return {{"type", Json::array({"number", "string"})}}; }

Json formula() { return {{"type", Json::array({"number", "string"})}}; }

Json object(Json properties, const std::vector<std::string>& required) {
  Json schema = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

Json one_or_list(const Json& item) {
  return {{"anyOf", {item, {{"type", "array"}, {"items", item}, {"minItems", 1}}}}};
}

/// The pattern of a form of estimators: "signs[:S]" becomes "signs(:[0-9]+)?".
std::string pattern_of(const std::string& form) {
  std::string pattern;
  for (const char c : form) {
    if (c == '[') {
      pattern += '(';
    } else if (c == ']') {
      pattern += ")?";
    } else if (c >= 'A' && c <= 'Z') {
      pattern += "[0-9]+";
    } else {
      pattern += c;
    }
  }
  return pattern;
}

Json estimators() {
  std::string pattern = "auto";
  std::set<std::string> known;
  for (const Question* question : all_questions()) {
    for (const std::string& form : question->estimator_forms()) {
      if (known.insert(form).second) pattern += "|" + pattern_of(form);
    }
  }
  return {{"type", "string"}, {"pattern", "^(" + pattern + ")$"}, {"default", "auto"}};
}

Json law() {
  return object({{"distribution", {{"enum", distribution_names()}}}, {"scale", number()}},
                {"distribution"});
}

Json initialisation() {
  const std::vector<std::string> groups = {"first_weights", "first_biases", "second_weights",
                                           "second_biases"};
  Json laws = Json::object();
  for (const std::string& group : groups) laws[group] = law();
  return {{"anyOf", {{{"enum", initialisation_names()}}, object(std::move(laws), groups)}}};
}

Json value_of(ParameterSpec::Kind kind) {
  switch (kind) {
    case ParameterSpec::Kind::integer:
      return {{"type", Json::array({"integer", "string"})}};
    case ParameterSpec::Kind::number:
      return number();
    case ParameterSpec::Kind::text:
      return {{"type", Json::array({"string", "number"})}};
    case ParameterSpec::Kind::initialisation:
      break;
  }
  return initialisation();
}

Json parameter(const ParameterSpec& spec) {
  Json schema = one_or_list(value_of(spec.kind));
  if (spec.default_value) schema["default"] = *spec.default_value;
  return described(std::move(schema), spec.help);
}

Json points_of(const Question& question) {
  Json properties = Json::object();
  std::vector<std::string> required;
  for (const ParameterSpec& spec : question.parameter_specs()) {
    properties[spec.name] = parameter(spec);
    if (spec.must_be_given()) required.push_back(spec.name);
  }
  return one_or_list(object(std::move(properties), required));
}

/// The parameters of points depend on the question.
Json points_by_question() {
  Json rules = Json::array();
  for (const Question* question : all_questions()) {
    Json condition = {{"properties", {{"question", {{"const", question->name()}}}}}};
    // Without the key it is the first question that is asked.
    if (question != all_questions().front()) condition["required"] = {"question"};
    rules.push_back(
        {{"if", condition}, {"then", {{"properties", {{"points", points_of(*question)}}}}}});
  }
  return rules;
}

Json questions() {
  Json names = Json::array();
  for (const Question* question : all_questions()) names.push_back(question->name());
  return {{"enum", names}, {"default", names.front()}};
}

Json stop() {
  Json schema = object(
      {{"networks", described(number(), "How many networks to count at each point, or at most")},
       {"relative_error", described(number(), "Standard error over P to reach, as 1e-4")},
       {"absolute_error", described(number(), "Standard error to reach, as 1e-6")},
       {"hits", described(number(), "Hits to count; with 'estimator: plain'")},
       {"seconds", described(number(), "Seconds of counting for each point; also 15min, 8h")}},
      {});
  schema["anyOf"] = {{{"required", {"networks"}}}, {{"required", {"seconds"}}}};
  return described(std::move(schema), "When to stop at each point: whichever comes first");
}

Json hypothesis() {
  const Json parameter_name = {{"type", "string"}};
  Json schema = object(
      {{"name", described(Json{{"type", Json::array({"string", "number", "boolean"})}},
                          "What reports call it")},
       {"where", described(formula(), "At which points it speaks: n1 <= n0")},
       {"probability", described(formula(), "P equals this: 2^-(n1+1)")},
       {"mean", described(formula(), "The same, for a question that asks for a mean")},
       {"at_least", described(formula(), "P is at least this")},
       {"at_most", described(formula(), "P is at most this")},
       {"same_for", described(parameter_name, "P does not depend on this parameter: init")},
       {"increasing_in", described(parameter_name, "P does not fall when this parameter grows")},
       {"decreasing_in", described(parameter_name, "P does not grow when this parameter grows")}},
      {});
  Json claims = Json::array();
  for (const std::string& key : hypothesis_keys().names) {
    if (key != "name" && key != "where") claims.push_back({{"required", {key}}});
  }
  schema["oneOf"] = claims;
  return schema;
}

}  // namespace

nlohmann::ordered_json sweep_schema() {
  Json schema = object(
      {{"question", described(questions(), "What is asked of each network")},
       {"seed", described({{"type", Json::array({"integer", "string"})}, {"default", 1}},
                          "With the point, determines every network: 0 to 2^64 - 1")},
       {"points",
        {{"description",
          "Every combination of the parameters, or a list of such mappings; values are integers, "
          "ranges (1 .. 4), formulas in the parameters above, and lists of these"}}},
       {"estimator", described(estimators(), "How networks are counted; auto measures")},
       {"stop", stop()},
       {"hypotheses",
        described({{"type", "array"}, {"items", hypothesis()}}, "What P is conjectured to be")},
       {"error_level",
        described({{"type", Json::array({"number", "string"})}, {"default", 0.05}},
                  "Probability of refuting anything true in the whole sweep, at most")}},
      {"points", "stop"});
  schema["allOf"] = points_by_question();
  Json document = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                   {"title", "A sweep of relu-census"}};
  document.update(schema);
  return document;
}

}  // namespace census
