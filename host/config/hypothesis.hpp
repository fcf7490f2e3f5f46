#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/config/formula.hpp"
#include "host/config/problem_list.hpp"
#include "host/config/yaml_tree.hpp"
#include "host/questions/question.hpp"
#include "host/statistics/p_value.hpp"

namespace census {

/// A statement about the probabilities of a sweep, as the user wrote it: where it speaks, and what
/// it says there.
struct Hypothesis {
  std::string name;
  std::shared_ptr<const Formula> where;  ///< null: at every point
  Claim claim = Claim::equal;
  std::shared_ptr<const Formula> value;
};

/// Returns the integer parameters of a point: what formulas may use.
Environment formula_environment(const QuestionPoint& point);

/// Returns the probability that a hypothesis speaks of at `point`, or nothing where it does not
/// speak.
/// @throw FormulaError when a formula has no value there, or the value is no probability.
std::optional<double> claimed_probability(const Hypothesis& hypothesis, const QuestionPoint& point);

/// Reads a list of hypotheses:
///
///     - name: plateau
///       where: n1 > n0 + 1              # may be left out
///       at_least: 2^-(2*n0 + 1)         # or at_most, or probability
///
/// Formulas are tried at every one of `points`. What is wrong goes to `problems`.
std::vector<Hypothesis> read_hypotheses(const YamlNode& node, const Question& question,
                                        const std::vector<std::unique_ptr<QuestionPoint>>& points,
                                        ProblemList& problems);

/// Returns the key of a claim: "probability", "at_least" or "at_most".
std::string claim_key(Claim claim);

}  // namespace census
