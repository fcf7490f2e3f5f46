#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/config/integer_values.hpp"
#include "host/config/problem_list.hpp"
#include "host/config/yaml_tree.hpp"
#include "host/questions/question.hpp"

namespace census {

/// One value of a parameter and the node that gave it.
struct ParameterChoice {
  Parameters value;
  const YamlNode* node = nullptr;
};

/// All values of one parameter of a product, which may depend on the parameters above it.
class ParameterAxis {
 public:
  /// Reads the values of the parameter that `spec` describes from `node`; `above` are the axes that
  /// stand above it. What is wrong goes to `problems`. All arguments but `above` must outlive the
  /// object.
  ParameterAxis(const ParameterSpec& spec, const YamlNode& node,
                const std::vector<ParameterAxis>& above, ProblemList& problems);

  const std::string& name() const { return spec_->name; }
  bool is_integer() const { return spec_->kind == ParameterSpec::Kind::integer; }

  /// Returns whether the values could be read, and those that they depend on.
  bool valid() const { return valid_; }

  /// Returns the values where the integer parameters above have the given ones.
  std::vector<ParameterChoice> choices(const Environment& above);

 private:
  void read_integers(const YamlNode& node, const std::vector<ParameterAxis>& above,
                     ProblemList& problems);
  void read_values(const YamlNode& node, ProblemList& problems);
  void read_value(const YamlNode& node, ProblemList& problems);

  const ParameterSpec* spec_;
  std::optional<IntegerValues> integers_;
  std::vector<ParameterChoice> values_;
  bool valid_ = true;
};

}  // namespace census
