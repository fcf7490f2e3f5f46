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

/// One parameter that a question takes.
struct ParameterSpec {
  enum class Kind { integer, initialisation };
  std::string name;
  Kind kind = Kind::integer;
  std::string help;
  std::optional<Parameters> default_value;  ///< empty when the user must give it
};

/// What a theorem says about a point.
struct Theory {
  std::optional<double> probability;
  std::string fraction;  ///< the exact value, "5/64"; empty when there is none
  std::string source;    ///< theorem and paper, for people; empty when there is none
};

/// Hits among decided networks, the data of a binomial estimate.
struct Proportion {
  std::uint64_t hits = 0;
  std::uint64_t networks = 0;
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

  /// Returns what a backend needs to count this point: parameters and generator key.
  virtual AnyPoint kernel_point(std::uint64_t seed) const = 0;

  virtual Theory theory() const = 0;

  /// Returns the binomial data in a tally of this question.
  virtual Proportion proportion(const Tally& tally) const = 0;

  /// Decides by exact arithmetic the networks that a backend left undecided.
  virtual Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const = 0;

  /// Returns network `id` with its verdict and certificate, as `replay` prints it:
  /// {"network": {...}, "verdict": ..., "certificate": {...}}.
  virtual nlohmann::ordered_json replay(std::uint64_t seed, std::uint64_t id) const = 0;
};

/// A question that the census can ask of random networks.
class Question {
 public:
  virtual ~Question() = default;

  virtual std::string_view name() const = 0;
  virtual std::string_view summary() const = 0;  ///< one sentence for --help
  virtual const std::vector<ParameterSpec>& parameter_specs() const = 0;

  /// Checks the parameters, given and defaulted, and returns the point they name.
  /// @throw ParameterError for the first value that cannot be used.
  virtual std::unique_ptr<QuestionPoint> point(const Parameters& given) const = 0;
};

/// Returns all questions, the main one first.
const std::vector<const Question*>& all_questions();

/// Returns the question of that name, or null.
const Question* find_question(std::string_view name);

}  // namespace census
