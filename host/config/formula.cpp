#include "host/config/formula.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>
#include <muParser.h>

#include "host/config/did_you_mean.hpp"
#include "host/config/quote.hpp"

namespace census {

namespace {

constexpr std::size_t longest_formula = 1000;

bool is_letter(char character) {
  return character == '_' || std::isalnum(static_cast<unsigned char>(character)) != 0;
}

/// Returns the value of a text that is an integer: long lists of integers need no parser each.
std::optional<std::int64_t> parse_literal(const std::string& text) {
  constexpr std::int64_t largest = 1'000'000'000;
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  const bool fits = error == std::errc() && rest == end && std::abs(value) <= largest;
  return fits ? std::optional(value) : std::nullopt;
}

/// Returns muParser's message as a part of a sentence; the place is told by the column instead.
std::string reason(const mu::ParserError& error) {
  std::string message = error.GetMsg();
  for (const char* place : {" found at position", " at position", " near position"}) {
    message.erase(std::min(message.find(place), message.size()));
  }
  while (message.ends_with('.') || message.ends_with('!')) message.pop_back();
  std::replace(message.begin(), message.end(), '"', '\'');
  if (!message.empty()) {
    message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
  }
  return printable(message);
}

/// Returns the offset of an error, which muParser leaves out (-1) or puts past the end at times.
std::size_t offset_of(const mu::ParserError& error, const std::string& text) {
  const int position = error.GetPos();
  const bool inside = position >= 0 && static_cast<std::size_t>(position) < text.size();
  return inside ? static_cast<std::size_t>(position) : 0;
}

}  // namespace

class Formula::Parser {
 public:
  explicit Parser(const std::string& text) { parser_.SetExpr(text); }

  /// @throw mu::ParserError
  double evaluate(const Environment& values) {
    // Constants, not variables: a formula must not be able to assign to a parameter.
    for (const auto& [name, value] : values) parser_.DefineConst(name, static_cast<double>(value));
    int results = 0;
    const double* result = parser_.Eval(results);
    // "1, 2" is two formulas to muParser.
    if (results != 1) throw mu::ParserError(mu::ecUNEXPECTED_ARG_SEP);
    return *result;
  }

 private:
  mu::Parser parser_;
};

Formula::Formula(std::string_view text, std::span<const std::string> names) : text_(text) {
  if (text.size() > longest_formula) {
    throw FormulaError{0,
                       fmt::format("the formula {} is too long", quote(text)),
                       fmt::format("a formula has at most {} letters", longest_formula),
                       {}};
  }
  literal_ = parse_literal(text_);
  if (literal_) return;
  // muParser parses when it evaluates. Any values do: no operation fails, it yields inf or nan.
  Environment ones;
  for (const std::string& name : names) ones.emplace(name, 1);
  try {
    parser_ = std::make_unique<Parser>(text_);
    parser_->evaluate(ones);
  } catch (const mu::ParserError& error) {
    const std::string token = error.GetToken();
    const bool is_name = !token.empty() && is_letter(token[0]) && std::isdigit(token[0]) == 0;
    if (error.GetCode() == mu::ecUNASSIGNABLE_TOKEN && is_name) {
      const auto end = std::find_if_not(token.begin(), token.end(), is_letter);
      const std::string name(token.begin(), end);
      throw FormulaError{
          offset_of(error, text_), fmt::format("unknown name {}", quote(name)),
          names.empty()
              ? "no parameter stands above it"
              : fmt::format("a formula may use the parameters above it: {}", listed(names)),
          did_you_mean(name, names)};
    }
    throw FormulaError{offset_of(error, text_),
                       fmt::format("the formula {} does not parse", quote(text_)),
                       reason(error),
                       {}};
  }
}

Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

bool Formula::uses(std::string_view name) const {
  for (std::size_t start = text_.find(name); start != std::string::npos;
       start = text_.find(name, start + 1)) {
    const std::size_t end = start + name.size();
    const bool begins = start == 0 || !is_letter(text_[start - 1]);
    if (begins && (end == text_.size() || !is_letter(text_[end]))) return true;
  }
  return false;
}

double Formula::value_at(const Environment& values) const {
  if (literal_) return static_cast<double>(*literal_);
  try {
    return parser_->evaluate(values);
  } catch (const mu::ParserError& error) {
    throw FormulaError{0, fmt::format("{} has no value", quote(text_)), reason(error), {}};
  }
}

Environment Formula::used_of(const Environment& values) const {
  Environment used;
  for (const auto& entry : values) {
    if (uses(entry.first)) used.insert(entry);
  }
  return used;
}

std::int64_t Formula::evaluate(const Environment& values) const {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  const double value = value_at(values);
  if (std::isfinite(value) && value == std::floor(value) && std::abs(value) <= largest_exact) {
    return static_cast<std::int64_t>(value);
  }
  const std::string result = fmt::format("{}", value);
  throw FormulaError{0,
                     result == text_
                         ? fmt::format("{} is not an integer", quote(text_))
                         : fmt::format("{} is not an integer but {}", quote(text_), result),
                     for_values(used_of(values)),
                     {}};
}

double Formula::evaluate_real(const Environment& values) const {
  const double value = value_at(values);
  if (std::isfinite(value)) return value;
  throw FormulaError{
      0, fmt::format("{} is {}", quote(text_), value), for_values(used_of(values)), {}};
}

std::string for_values(const Environment& values) {
  std::string text;
  for (const auto& [name, value] : values) {
    text += fmt::format("{}{} = {}", text.empty() ? "for " : ", ", name, value);
  }
  return text;
}

}  // namespace census
