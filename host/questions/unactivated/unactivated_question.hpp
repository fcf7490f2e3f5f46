#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "host/questions/question.hpp"
#include "host/questions/unactivated/estimators.hpp"

namespace census::unactivated {

/// Is the second-layer neuron of a random network stably unactivated, that is, negative for every
/// input and for all parameters in a neighbourhood? Takes n0, n1 and init.
class UnactivatedQuestion final : public Question {
 public:
  UnactivatedQuestion();

  std::string_view name() const override;
  std::string_view summary() const override;
  Quantity quantity() const override;
  std::vector<OutcomeMeaning> outcomes() const override;
  const std::vector<ParameterSpec>& parameter_specs() const override { return specs_; }

  const std::vector<std::string>& estimator_forms() const override {
    return unactivated::estimator_forms();
  }

  using Question::point;
  /// @throw ParameterErrors with everything that is wrong with the parameters.
  std::unique_ptr<QuestionPoint> point(const Parameters& given,
                                       const FileReader& read) const override;

 private:
  std::vector<ParameterSpec> specs_;
};

}  // namespace census::unactivated
