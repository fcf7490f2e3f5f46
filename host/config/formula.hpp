#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace census {

/// Values of parameters by name.
using Environment = std::map<std::string, std::int64_t>;

/// Why a formula cannot be used. `offset` counts the letters before the place of the error.
struct FormulaError {
  std::size_t offset = 0;
  std::string problem;
  std::string why;
  std::string suggestion;
};

/// A formula in the names of parameters, in the notation of muParser: + - * / ^ (power), brackets,
/// comparisons, min, max, abs, sqrt and the like.
class Formula {
 public:
  /// `names` are the parameters that the formula may use.
  /// @throw FormulaError when the text does not parse or uses another name.
  Formula(std::string_view text, std::span<const std::string> names);

  Formula(Formula&&) noexcept;
  Formula& operator=(Formula&&) noexcept;
  ~Formula();

  const std::string& text() const { return text_; }

  /// Returns whether the formula mentions the parameter.
  bool uses(std::string_view name) const;

  /// Returns the value where the parameters have the given values; `values` must hold every name
  /// that the formula uses.
  /// @throw FormulaError when the value is not an integer of at most 2^53 in magnitude.
  std::int64_t evaluate(const Environment& values) const;

  /// Returns the value, a number of any kind; 0 or 1 for a comparison.
  /// @throw FormulaError when there is none, or it is not finite.
  double evaluate_real(const Environment& values) const;

 private:
  class Parser;  ///< keeps muParser out of this header

  double value_at(const Environment& values) const;
  Environment used_of(const Environment& values) const;

  std::string text_;
  std::optional<std::int64_t> literal_;  ///< where the text is a plain integer
  std::unique_ptr<Parser> parser_;       ///< where it is not
};

/// Returns "for n0 = 1, n1 = 2", or an empty text when there are no values.
std::string for_values(const Environment& values);

}  // namespace census
