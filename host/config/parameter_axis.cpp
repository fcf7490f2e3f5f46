#include "host/config/parameter_axis.hpp"

#include <fmt/format.h>

#include "host/config/yaml_value.hpp"

namespace census {

ParameterAxis::ParameterAxis(const ParameterSpec& spec, const YamlNode& node,
                             const std::vector<ParameterAxis>& above, ProblemList& problems)
    : spec_(&spec) {
  switch (spec.kind) {
    case ParameterSpec::Kind::integer:
      read_integers(node, above, problems);
      break;
    case ParameterSpec::Kind::number:
    case ParameterSpec::Kind::text:
    case ParameterSpec::Kind::initialisation:
      read_values(node, problems);
      break;
  }
}

std::vector<ParameterChoice> ParameterAxis::choices(const Environment& above) {
  if (!integers_) return values_;
  std::vector<ParameterChoice> choices;
  for (const IntegerChoice& choice : integers_->at(above)) {
    choices.push_back({choice.value, choice.node});
  }
  return choices;
}

void ParameterAxis::read_integers(const YamlNode& node, const std::vector<ParameterAxis>& above,
                                  ProblemList& problems) {
  std::vector<std::string> names;
  for (const ParameterAxis& axis : above) {
    if (axis.is_integer()) names.push_back(axis.name());
  }
  integers_.emplace(name(), node, names, problems);
  valid_ = integers_->valid();
  // Without the values it depends on, a formula has none.
  for (const ParameterAxis& axis : above) {
    if (!axis.valid() && integers_->uses(axis.name())) valid_ = false;
  }
}

void ParameterAxis::read_values(const YamlNode& node, ProblemList& problems) {
  if (node.kind != YamlNode::Kind::list) return read_value(node, problems);
  if (node.items.empty()) {
    problems.add(node.place, fmt::format("the list of {} is empty", name()), "it leaves no points");
    valid_ = false;
  }
  for (const YamlNode& item : node.items) read_value(item, problems);
}

void ParameterAxis::read_value(const YamlNode& node, ProblemList& problems) {
  if (node.kind != YamlNode::Kind::nothing && node.kind != YamlNode::Kind::list) {
    values_.push_back({to_json(node, problems), &node});
    return;
  }
  problems.add(node.place, fmt::format("{} is not a value of {}", node.shown(), name()),
               spec_->help + "; or a list of such values");
  valid_ = false;
}

}  // namespace census
