#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "host/questions/question.hpp"

namespace census::death {

/// The question "death": is a deep network born dead on a data set, and how much of it lives? See
/// CountLiving for what is counted. Its number is the probability that the network is born dead.
class DeathQuestion final : public Question {
 public:
  DeathQuestion();

  std::string_view name() const override;
  std::string_view summary() const override;
  Quantity quantity() const override;
  std::vector<OutcomeMeaning> outcomes() const override;
  const std::vector<ParameterSpec>& parameter_specs() const override { return specs_; }
  const std::vector<std::string>& estimator_forms() const override;
  std::unique_ptr<QuestionPoint> point(const Parameters& given) const override;

 private:
  std::vector<ParameterSpec> specs_;
};

}  // namespace census::death
