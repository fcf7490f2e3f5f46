#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "cuda/census/tally.hpp"
#include "cuda/questions/registry.hpp"
#include "host/questions/user_file.hpp"
#include "host/statistics/sample.hpp"

namespace census {

/// Parameters of a point by name, in the order they are shown: an object whose values are what the
/// user typed, {"n0": 2, "n1": 4, "init": "unit-normal"}.
using Parameters = nlohmann::ordered_json;

/// Thrown for a parameter value that a question refuses. Whoever read the value knows its place
/// and turns this into a ConfigError.
struct ParameterError {
  std::string parameter;  ///< name, or path like "init.first_weights.scale"
  std::string problem;
  std::string why;
  std::string suggestion;
};

/// One parameter that a question takes. Integers can be formulas in the integers above them; texts
/// are read by the question.
struct ParameterSpec {
  enum class Kind { integer, number, text, initialisation };
  std::string name;
  Kind kind = Kind::integer;
  std::string help;
  std::optional<Parameters> default_value;  ///< empty when there is none
  bool required = true;  ///< whether the user must give it where it has no default

  bool must_be_given() const { return required && !default_value; }
};

/// What theorems say about a number that is estimated.
struct Theory {
  std::optional<double> value = {};
  std::string fraction = {};  ///< the exact value, "5/64"; empty when there is none
  std::string source = {};    ///< theorem and paper, for people; empty when there is none
  std::optional<double> lower_bound = {};
  std::optional<double> upper_bound = {};
};

/// The number that a question asks for.
struct Quantity {
  std::string symbol;          ///< for people, "P(unactivated)", "E[regions]"
  bool is_probability = true;  ///< else the mean of what is counted for each network
  std::string meaning;         ///< a sentence, "P is the probability that the answer is yes."

  /// Returns what it is called in JSON and CSV.
  std::string key() const { return is_probability ? "probability" : "mean"; }
};

/// What a column of `results.csv` that a question adds holds: an entry of its tally, or one of what
/// its tally says besides.
struct OutcomeMeaning {
  std::string name;
  std::string meaning;
  std::string unit;
};

/// Another number that the same tally says something about.
struct Measure {
  std::string name;  ///< "living_ratio"
  Sample sample;
  Theory theory;
};

/// What the probability of a point is naturally measured against: P times `value` shows what P
/// alone hides, because it changes little from point to point.
struct NaturalScale {
  std::string label;  ///< as a formula in the parameters, "4^(n0+1)"
  double value = 1.0;
};

/// One way of estimating the probability of a point: what is counted for each network, and how to
/// read the tally. The networks of an id are the same under every estimator.
class Estimator {
 public:
  virtual ~Estimator() = default;

  /// Returns the name as users type it, in full: "plain", "orbit:6:4".
  virtual const std::string& name() const = 0;

  /// Returns the binary logarithm of the number of patterns that each network is averaged over, 0
  /// without averaging.
  virtual int group_bits() const = 0;

  /// Returns what a backend needs to count the point: parameters and generator key.
  virtual AnyPoint kernel_point(std::uint64_t seed) const = 0;

  /// Returns the statistical data in a tally of this estimator.
  virtual Sample sample(const Tally& tally) const = 0;

  /// Returns what a tally says besides.
  virtual std::vector<Measure> measures(const Tally&) const { return {}; }

  /// Decides by exact arithmetic the networks that a backend left undecided.
  virtual Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const = 0;

  /// Returns whether deciding a network again exactly would take longer than an audit may; `tally`
  /// is what a backend counted for that network alone. The same on every machine.
  virtual bool too_dear_to_audit(const Tally& tally) const = 0;

  /// Returns network `id` and what this estimator counts there, as `replay` prints it:
  /// {"network": {...}, "verdict": ..., "certificate": {...}}.
  virtual nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const = 0;
};

/// One point of a question, checked and ready to be counted.
class QuestionPoint {
 public:
  virtual ~QuestionPoint() = default;

  /// Returns the parameters with every default filled in, as they are shown and stored.
  virtual const Parameters& parameters() const = 0;

  /// Returns the canonical text of everything but the seed that determines the answer of an id.
  /// Two points are the same point exactly when their identities are equal.
  virtual const std::string& identity() const = 0;

  virtual Theory theory() const = 0;

  /// Returns the scale that plots multiply the probability by, the same formula for every point of
  /// a question; nothing where the question has none.
  virtual std::optional<NaturalScale> natural_scale() const { return std::nullopt; }

  /// Returns the estimator of that name.
  /// @throw ParameterError about "estimator" when there is none, or it cannot count this point.
  virtual std::unique_ptr<Estimator> estimator(const std::string& name) const = 0;

  /// Returns the names of the estimators that are worth trying on this point, "plain" first, then
  /// by growing groups.
  virtual std::vector<std::string> candidate_estimators() const = 0;
};

/// A question that the census can ask of random networks.
class Question {
 public:
  virtual ~Question() = default;

  virtual std::string_view name() const = 0;
  virtual std::string_view summary() const = 0;  ///< one sentence for --help
  virtual Quantity quantity() const = 0;
  virtual std::vector<OutcomeMeaning> outcomes() const = 0;
  virtual const std::vector<ParameterSpec>& parameter_specs() const = 0;

  /// Returns the forms that names of estimators have, for messages: "plain", "signs[:S]".
  virtual const std::vector<std::string>& estimator_forms() const = 0;

  /// Checks the parameters, given and defaulted, and returns the point they name. Files that they
  /// name are read by `read`.
  /// @throw ParameterError for the first value that cannot be used.
  virtual std::unique_ptr<QuestionPoint> point(const Parameters& given,
                                               const FileReader& read) const = 0;

  /// Returns the same with files as the disk has them.
  std::unique_ptr<QuestionPoint> point(const Parameters& given) const {
    return point(given, read_user_file);
  }
};

/// Returns all questions, the main one first.
const std::vector<const Question*>& all_questions();

/// Returns the question of that name, or null.
const Question* find_question(std::string_view name);

}  // namespace census
