#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/questions/question.hpp"

namespace census {

/// A question about deep networks: its parameters are fixed when it is made, and it is counted by
/// "plain" alone.
class DeepQuestion : public Question {
 public:
  const std::vector<ParameterSpec>& parameter_specs() const final { return specs_; }
  const std::vector<std::string>& estimator_forms() const final;

 protected:
  explicit DeepQuestion(std::vector<ParameterSpec> specs) : specs_(std::move(specs)) {}

 private:
  std::vector<ParameterSpec> specs_;
};

/// Adds the columns of a Measure: its value, standard error and theory.
void add_measure(std::vector<OutcomeMeaning>& outcomes, const std::string& name,
                 const std::string& meaning);

}  // namespace census
