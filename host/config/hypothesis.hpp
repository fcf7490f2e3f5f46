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
/// it says there. It claims that P is equal to, at least, or at most something else: a value, or P
/// at another point that differs in one parameter.
struct Hypothesis {
  std::string name;
  std::shared_ptr<const Formula> where;  ///< null: at every point
  Claim claim = Claim::equal;
  std::shared_ptr<const Formula> value;  ///< null for a comparison of points
  std::string along;                     ///< the parameter in which compared points differ
  bool is_probability = true;            ///< what is claimed about; else a mean
};

/// Two points that a hypothesis compares: it claims something about P at `point`, relative to P at
/// `reference`. Indices into the points of the sweep.
struct PointPair {
  std::size_t reference = 0;
  std::size_t point = 0;
};

/// Returns the integer parameters of a point: what formulas may use.
Environment formula_environment(const QuestionPoint& point);

/// Returns the probability that a hypothesis speaks of at `point`, or nothing where it does not
/// speak.
/// @throw FormulaError when a formula has no value there, or the value is no probability.
std::optional<double> claimed_probability(const Hypothesis& hypothesis, const QuestionPoint& point);

/// Returns the pairs of points that a comparison speaks of, among points that differ in the
/// parameter `along` alone: each with the first of them for equality, neighbours in the order of
/// the parameter for growth.
std::vector<PointPair> compared_points(const Hypothesis& hypothesis,
                                       const std::vector<std::unique_ptr<QuestionPoint>>& points);

/// Reads a list of hypotheses:
///
///     - name: plateau
///       where: n1 > n0 + 1              # may be left out
///       at_least: 2^-(2*n0 + 1)         # or at_most, or probability
///     - {name: no law matters, same_for: init}
///     - {name: wider is rarer, decreasing_in: n1}      # or increasing_in
///
/// Formulas are tried at every one of `points`. What is wrong goes to `problems`.
std::vector<Hypothesis> read_hypotheses(const YamlNode& node, const Question& question,
                                        const std::vector<std::unique_ptr<QuestionPoint>>& points,
                                        ProblemList& problems);

/// Returns the key of what a hypothesis claims: "probability", "at_least" or "at_most"; "same_for",
/// "increasing_in" or "decreasing_in".
std::string claim_key(const Hypothesis& hypothesis);

/// Returns what it claims in words: "P = 2^-(n1+1) where n1 <= n0", "P is the same for every init".
std::string claim_text(const Hypothesis& hypothesis);

}  // namespace census
