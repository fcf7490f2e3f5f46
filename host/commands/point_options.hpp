#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "host/config/problem_list.hpp"
#include "host/questions/question.hpp"

namespace census {

/// A question and one point of it, as the command line names them.
struct ChosenPoint {
  const Question* question = nullptr;
  std::unique_ptr<QuestionPoint> point;
};

/// Adds to `problems` what is wrong with --estimator for the point that was chosen, or, where that
/// could not be read, with its name.
void check_estimator(const ChosenPoint& chosen, const std::string& estimator,
                     ProblemList& problems);

/// The options that name a point: --question, and one for every parameter that any question takes,
/// with the name and help the question gives it.
class PointOptions {
 public:
  /// Of every question, the main one first.
  PointOptions() : PointOptions(all_questions()) {}

  /// Of these questions alone; there is no --question where there is one.
  explicit PointOptions(std::vector<const Question*> questions)
      : questions_(std::move(questions)), question_(questions_.front()->name()) {}

  /// Adds the options to `command`. This object must live until the command has run.
  void add_to(CLI::App& command);

  /// Returns the point that was named. Adds to `problems` everything that is wrong with it; what is
  /// returned is complete only if nothing was.
  ChosenPoint choose(ProblemList& problems) const;

 private:
  Parameters given(const Question& question, ProblemList& problems) const;

  std::vector<const Question*> questions_;
  std::string question_;                               ///< by name, as typed
  std::map<std::string, std::string> texts_;           ///< by parameter, as typed
  std::map<std::string, const CLI::Option*> options_;  ///< by parameter
};

}  // namespace census
