#include <algorithm>

#include "host/questions/death/death_question.hpp"
#include "host/questions/question.hpp"
#include "host/questions/regions/regions_question.hpp"
#include "host/questions/trainability/trainability_question.hpp"
#include "host/questions/unactivated/unactivated_question.hpp"

namespace census {

const std::vector<const Question*>& all_questions() {
  static const unactivated::UnactivatedQuestion unactivated;
  static const death::DeathQuestion death;
  static const trainability::TrainabilityQuestion trainability;
  static const regions::RegionsQuestion regions;
  static const std::vector<const Question*> questions{&unactivated, &death, &trainability,
                                                      &regions};
  return questions;
}

const Question* find_question(std::string_view name) {
  const auto& questions = all_questions();
  const auto found =
      std::find_if(questions.begin(), questions.end(),
                   [name](const Question* question) { return question->name() == name; });
  return found == questions.end() ? nullptr : *found;
}

}  // namespace census
