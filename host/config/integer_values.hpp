#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/formula.hpp"
#include "host/config/problem_list.hpp"
#include "host/config/yaml_tree.hpp"

namespace census {

/// A range or list with more values than this is refused before it is written out.
inline constexpr std::int64_t longest_range = 100'000;

/// One value of a parameter and the scalar that gave it.
struct IntegerChoice {
  std::int64_t value = 0;
  const YamlNode* node = nullptr;
};

/// The values of an integer parameter as written: an integer, a formula, a range "a .. b" with both
/// ends included, or a list of these. Formulas may use the parameters above.
class IntegerValues {
 public:
  /// Reads the values of `parameter`; `names` are the parameters that formulas may use. What is
  /// wrong goes to `problems`. `node` and `problems` must outlive the object.
  IntegerValues(const std::string& parameter, const YamlNode& node,
                std::span<const std::string> names, ProblemList& problems);

  /// Returns whether everything could be read.
  bool valid() const { return valid_; }

  /// Returns whether a formula mentions the parameter `name`.
  bool uses(std::string_view name) const;

  /// Returns the values where the parameters above have the given ones. What is wrong with a
  /// formula or range there becomes a problem, once, and gives no values.
  std::vector<IntegerChoice> at(const Environment& above);

 private:
  /// One formula, or the two ends of a range.
  struct Term {
    const YamlNode* node = nullptr;
    Formula first;
    std::size_t first_offset = 0;
    std::optional<Formula> last;
    std::size_t last_offset = 0;
    bool failed = false;
  };

  void read_term(const YamlNode& node, std::span<const std::string> names);
  /// Finds at once what is wrong with a term that depends on no parameter.
  void check_constant(Term& term, std::span<const std::string> names);
  void append(Term& term, const Environment& above, std::vector<IntegerChoice>& choices);
  void refuse(const YamlNode& node, std::size_t offset, const FormulaError& error);

  std::string parameter_;
  std::vector<Term> terms_;
  ProblemList* problems_;
  bool valid_ = true;
};

}  // namespace census
