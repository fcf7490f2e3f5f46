#include "host/commands/point_options.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/commands/options.hpp"
#include "host/config/did_you_mean.hpp"
#include "host/config/estimator_name.hpp"
#include "host/config/parameter_errors.hpp"
#include "host/config/quote.hpp"
#include "host/output/estimate.hpp"

namespace census {
namespace {

Place option_place(const std::string& parameter) { return {.source = "--" + parameter}; }

std::vector<std::string> question_names() {
  std::vector<std::string> names;
  for (const Question* question : all_questions()) names.emplace_back(question->name());
  return names;
}

std::vector<std::string> parameter_names(const Question& question) {
  std::vector<std::string> names;
  for (const ParameterSpec& spec : question.parameter_specs()) names.push_back(spec.name);
  return names;
}

std::optional<Parameters> read_integer(const std::string& name, const std::string& text,
                                       ProblemList& problems) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc{} && stop == end) return value;
  problems.add(option_place(name), quote(text) + " is not a whole number");
  return std::nullopt;
}

std::optional<Parameters> read_number(const std::string& name, const std::string& text,
                                      ProblemList& problems) {
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc{} && stop == end && std::isfinite(value)) return value;
  problems.add(option_place(name), quote(text) + " is not a number");
  return std::nullopt;
}

// A name, or the same object that a configuration would hold, written as JSON.
std::optional<Parameters> read_initialisation(const std::string& name, const std::string& text,
                                              ProblemList& problems) {
  if (!text.starts_with('{')) return text;
  try {
    return Parameters::parse(text);
  } catch (const Parameters::parse_error& error) {
    problems.add(option_place(name), "the value is not JSON",
                 fmt::format("it stops being JSON at character {}", error.byte));
    return std::nullopt;
  }
}

std::optional<Parameters> read_value(const ParameterSpec& spec, const std::string& text,
                                     ProblemList& problems) {
  switch (spec.kind) {
    case ParameterSpec::Kind::integer:
      return read_integer(spec.name, text, problems);
    case ParameterSpec::Kind::number:
      return read_number(spec.name, text, problems);
    case ParameterSpec::Kind::text:
      return text;
    case ParameterSpec::Kind::initialisation:
      break;
  }
  return read_initialisation(spec.name, text, problems);
}

const char* type_name(ParameterSpec::Kind kind) {
  switch (kind) {
    case ParameterSpec::Kind::integer:
      return "N";
    case ParameterSpec::Kind::number:
      return "NUMBER";
    case ParameterSpec::Kind::text:
      return "TEXT";
    case ParameterSpec::Kind::initialisation:
      break;
  }
  return "NAME|JSON";
}

/// A question and what it says of one of its parameters.
struct Taker {
  const Question* question;
  const ParameterSpec* spec;
};

/// The parameters of all questions in the order in which they come, and who takes them.
std::vector<std::pair<std::string, std::vector<Taker>>> takers_by_parameter(
    const std::vector<const Question*>& questions) {
  std::vector<std::pair<std::string, std::vector<Taker>>> all;
  for (const Question* question : questions) {
    for (const ParameterSpec& spec : question->parameter_specs()) {
      const auto found = std::find_if(all.begin(), all.end(),
                                      [&](const auto& known) { return known.first == spec.name; });
      if (found == all.end()) {
        all.push_back({spec.name, {{question, &spec}}});
      } else {
        found->second.push_back({question, &spec});
      }
    }
  }
  return all;
}

std::string own_help(const ParameterSpec& spec) {
  std::string help = spec.help;
  if (spec.must_be_given()) help += "; required";
  return help;
}

/// What an option means, by question where they say different things.
std::string help_of(const std::vector<Taker>& takers) {
  std::vector<std::pair<std::string, std::string>> helps;  // and the questions that say so
  for (const Taker& taker : takers) {
    const std::string help = own_help(*taker.spec);
    const auto said = std::find_if(helps.begin(), helps.end(),
                                   [&](const auto& known) { return known.first == help; });
    if (said == helps.end()) {
      helps.emplace_back(help, taker.question->name());
    } else {
      said->second += fmt::format(", {}", taker.question->name());
    }
  }
  if (helps.size() == 1) return helps.front().first;
  std::string text;
  for (const auto& [help, questions] : helps) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", questions, help);
  }
  return text;
}

std::string group_of(const std::vector<Taker>& takers) {
  std::string names;
  for (const Taker& taker : takers) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", taker.question->name());
  }
  return "Parameters of " + names;
}

void add_refusal(const ParameterError& error, ProblemList& problems) {
  const std::size_t dot = error.parameter.find('.');
  std::string problem = error.problem;
  // Within a value there is no option to point at: the path leads the message instead.
  if (dot != std::string::npos) problem = error.parameter.substr(dot + 1) + ": " + problem;
  problems.add(option_place(error.parameter.substr(0, dot)), problem, error.why, error.suggestion);
}

}  // namespace

void check_estimator(const ChosenPoint& chosen, const std::string& estimator,
                     ProblemList& problems) {
  if (chosen.question == nullptr) return;
  std::vector<const QuestionPoint*> points;
  if (chosen.point) points.push_back(chosen.point.get());
  check_estimator(*chosen.question, points, estimator, {.source = "--estimator"}, problems);
}

void PointOptions::add_to(CLI::App& command) {
  if (questions_.size() > 1) {
    command
        .add_option("--question", question_,
                    "What to ask of each network: " + listed(question_names()))
        ->type_name("NAME")
        ->capture_default_str()
        ->group("Question");
  }
  for (const auto& [name, takers] : takers_by_parameter(questions_)) {
    const ParameterSpec& spec = *takers.front().spec;
    CLI::Option* option = command.add_option("--" + name, texts_[name], help_of(takers));
    option->type_name(type_name(spec.kind));
    option->group(group_of(takers));
    // What is shown as the default must be that of every question.
    const bool same = std::all_of(takers.begin(), takers.end(), [&](const Taker& taker) {
      return taker.spec->default_value == spec.default_value;
    });
    if (same && spec.default_value) option->default_str(parameter_text(*spec.default_value));
    options_[name] = option;
  }
}

ChosenPoint PointOptions::choose(ProblemList& problems) const {
  ChosenPoint chosen;
  chosen.question = find_question(question_);
  if (chosen.question == nullptr) {
    problems.add({.source = "--question"}, "unknown question " + quote(question_),
                 "the questions are " + listed(question_names()),
                 did_you_mean(question_, question_names()));
    return chosen;
  }
  ProblemList unreadable;
  const Parameters parameters = given(*chosen.question, unreadable);
  // A value that cannot be read would be reported a second time, as missing.
  if (!unreadable.empty()) {
    read_or_note(problems, [&] { unreadable.throw_if_any(); });
    return chosen;
  }
  try {
    chosen.point = chosen.question->point(parameters);
  } catch (const ParameterErrors& refused) {
    for (const ParameterError& error : refused.all) add_refusal(error, problems);
  } catch (const ParameterError& error) {
    add_refusal(error, problems);
  }
  return chosen;
}

Parameters PointOptions::given(const Question& question, ProblemList& problems) const {
  Parameters parameters = Parameters::object();
  for (const ParameterSpec& spec : question.parameter_specs()) {
    if (options_.at(spec.name)->count() == 0) continue;
    const std::string& text = texts_.at(spec.name);
    const std::optional<Parameters> value = read_value(spec, text, problems);
    if (value) parameters[spec.name] = *value;
  }
  for (const auto& [name, option] : options_) {
    const std::vector<std::string> known = parameter_names(question);
    if (option->count() == 0 || std::find(known.begin(), known.end(), name) != known.end())
      continue;
    problems.add(option_place(name),
                 fmt::format("question {} has no such parameter", question.name()),
                 "it takes " + listed(known), did_you_mean(name, known));
  }
  return parameters;
}

}  // namespace census
