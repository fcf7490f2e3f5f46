#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "host/questions/deep/deep_question.hpp"

namespace census::trainability {

/// The question "trainability": how many neurons of a network can learn? A network counts as
/// trainable when at least `needed` neurons of its first layer are active; see CountActive and
/// NeuronDeaths for what is counted.
class TrainabilityQuestion final : public DeepQuestion {
 public:
  TrainabilityQuestion();

  std::string_view name() const override;
  std::string_view summary() const override;
  Quantity quantity() const override;
  std::vector<OutcomeMeaning> outcomes() const override;
  using Question::point;
  std::unique_ptr<QuestionPoint> point(const Parameters& given,
                                       const FileReader& read) const override;
};

}  // namespace census::trainability
