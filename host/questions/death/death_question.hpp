#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "host/questions/deep/deep_question.hpp"

namespace census::death {

/// The question "death": is a deep network born dead on a data set, and how much of it lives? See
/// CountLiving for what is counted. Its number is the probability that the network is born dead.
class DeathQuestion final : public DeepQuestion {
 public:
  DeathQuestion();

  std::string_view name() const override;
  std::string_view summary() const override;
  Quantity quantity() const override;
  std::vector<OutcomeMeaning> outcomes() const override;
  using Question::point;
  std::unique_ptr<QuestionPoint> point(const Parameters& given,
                                       const FileReader& read) const override;
};

}  // namespace census::death
