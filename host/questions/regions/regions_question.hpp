#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "host/questions/deep/deep_question.hpp"

namespace census::regions {

/// The question "regions": how many activation regions has a network on a line, on a plane, or on
/// all of input space? A region is a set with non-empty interior on which every neuron keeps its
/// on/off state. Its number is the mean over networks.
class RegionsQuestion final : public DeepQuestion {
 public:
  RegionsQuestion();

  std::string_view name() const override;
  std::string_view summary() const override;
  Quantity quantity() const override;
  std::vector<OutcomeMeaning> outcomes() const override;
  using Question::point;
  std::unique_ptr<QuestionPoint> point(const Parameters& given,
                                       const FileReader& read) const override;
};

}  // namespace census::regions
