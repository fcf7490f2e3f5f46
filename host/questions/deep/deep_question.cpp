#include "host/questions/deep/deep_question.hpp"

namespace census {

const std::vector<std::string>& DeepQuestion::estimator_forms() const {
  static const std::vector<std::string> forms{"plain"};
  return forms;
}

void add_measure(std::vector<OutcomeMeaning>& outcomes, const std::string& name,
                 const std::string& meaning) {
  outcomes.push_back({name, meaning, ""});
  outcomes.push_back({name + "_standard_error", "Standard error of it, one sigma.", ""});
  outcomes.push_back({name + "_theory", "What a theorem says it is; empty where none speaks.", ""});
}

}  // namespace census
