#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "host/questions/question.hpp"

namespace census::regions {

/// The question "regions": how many activation regions has a network on a line, on a plane, or on
/// all of input space? A region is a set with non-empty interior on which every neuron keeps its
/// on/off state. Its number is the mean over networks.
class RegionsQuestion final : public Question {
 public:
  RegionsQuestion();

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

}  // namespace census::regions
