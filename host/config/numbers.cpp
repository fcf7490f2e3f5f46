#include "host/config/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "host/config/quote.hpp"

namespace census {

namespace {

constexpr const char* count_forms = "a count is written like 1000000, 1e6 or 2.5e6";
constexpr std::size_t longest_count = 64;
constexpr int largest_exponent = 1000;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// Takes the digits at the front of `text` off it and returns them.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// A decimal number as typed: the integer `digits` times 10^exponent.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

std::optional<int> take_exponent(std::string_view& text) {
  if (text.empty() || (text[0] != 'e' && text[0] != 'E')) return 0;
  text.remove_prefix(1);
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  int value = 0;
  for (const char digit : digits) value = std::min(10 * value + (digit - '0'), largest_exponent);
  return negative ? -value : value;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  if (text.size() > longest_count) return std::nullopt;
  Decimal decimal;
  decimal.digits = take_digits(text);
  if (decimal.digits.empty()) return std::nullopt;
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    const std::string_view fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
    decimal.digits += fraction;
    decimal.exponent = -static_cast<int>(fraction.size());
  }
  const std::optional<int> exponent = take_exponent(text);
  if (!exponent || !text.empty()) return std::nullopt;
  decimal.exponent += *exponent;
  return decimal;
}

/// Brings the decimal to the form with no zero at either end of its digits; zero has no digits.
void normalise(Decimal& decimal) {
  while (!decimal.digits.empty() && decimal.digits.back() == '0') {
    decimal.digits.pop_back();
    ++decimal.exponent;
  }
  decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
}

/// Returns a normalised whole decimal as an integer, or nothing when it exceeds `largest_count`.
std::optional<std::uint64_t> to_count(const Decimal& decimal) {
  constexpr std::size_t digits_of_largest = 19;
  if (decimal.digits.empty()) return 0;
  if (decimal.digits.size() + static_cast<std::size_t>(decimal.exponent) > digits_of_largest) {
    return std::nullopt;
  }
  // 19 digits stay below 10^19 < 2^64: no overflow before the comparison.
  std::uint64_t value = 0;
  for (const char digit : decimal.digits) {
    value = 10 * value + static_cast<std::uint64_t>(digit - '0');
  }
  for (int i = 0; i < decimal.exponent; ++i) value *= 10;
  return value <= largest_count ? std::optional(value) : std::nullopt;
}

/// Returns `text` without the separators that people put between thousands, when that makes it a
/// number.
std::string without_separators(std::string_view text) {
  std::string plain(text);
  std::erase_if(plain, [](char character) {
    return character == '_' || character == ',' || character == '\'' || character == ' ';
  });
  return plain.size() < text.size() && parse_decimal(plain) ? plain : std::string();
}

[[noreturn]] void refuse(const Place& place, std::string_view text, std::string_view what,
                         std::string why, std::string suggestion = {}) {
  throw ConfigError(Problem{
      place, fmt::format("{} is not {} {}", quote(text), what.starts_with('a') ? "an" : "a", what),
      std::move(why), std::move(suggestion)});
}

/// Returns the 64-bit number that `text`, which stands for a `what`, writes in digits.
std::uint64_t parse_word(std::string_view text, const Place& place, const char* what) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end) {
    refuse(place, text, what,
           fmt::format("a {} is written in digits, from 0 to 18446744073709551615", what));
  }
  return number;
}

double parse_error(std::string_view text, const Place& place, const std::string& kind) {
  const std::optional<double> error = parse_real(text);
  if (!error || !(*error > 0.0 && *error < 1.0)) {
    refuse(place, text, kind,
           fmt::format("{} is a number above 0 and below 1, like 1e-4",
                       kind.starts_with('a') ? "an " + kind : "a " + kind));
  }
  return *error;
}

}  // namespace

std::uint64_t parse_count(std::string_view text, const Place& place) {
  if (text.empty()) refuse(place, text, "count", count_forms);
  if (text[0] == '-') refuse(place, text, "count", "a count is not negative");
  std::optional<Decimal> decimal = parse_decimal(text);
  if (!decimal) {
    const std::string plain = without_separators(text);
    refuse(place, text, "count", count_forms,
           plain.empty() ? std::string() : fmt::format("did you mean {}?", plain));
  }
  normalise(*decimal);
  if (!decimal->digits.empty() && decimal->exponent < 0) {
    refuse(place, text, "count", "a count is a whole number");
  }
  const std::optional<std::uint64_t> count = to_count(*decimal);
  if (!count) refuse(place, text, "count", "the largest count is 2^63, about 9.2e18");
  return *count;
}

std::uint64_t parse_seed(std::string_view text, const Place& place) {
  return parse_word(text, place, "seed");
}

std::uint64_t parse_id(std::string_view text, const Place& place) {
  return parse_word(text, place, "network id");
}

double parse_relative_error(std::string_view text, const Place& place) {
  return parse_error(text, place, "relative error");
}

double parse_absolute_error(std::string_view text, const Place& place) {
  return parse_error(text, place, "absolute error");
}

double parse_duration(std::string_view text, const Place& place) {
  constexpr std::pair<std::string_view, double> units[] = {
      {"s", 1.0}, {"min", 60.0}, {"h", 3600.0}, {"d", 86400.0}};
  std::string_view number = text;
  double unit = 1.0;
  for (const auto& [name, seconds] : units) {
    if (!text.ends_with(name)) continue;
    number.remove_suffix(name.size());
    unit = seconds;
    break;
  }
  while (number.ends_with(' ')) number.remove_suffix(1);
  const std::optional<double> value = parse_real(number);
  if (!value || !(*value > 0.0) || !std::isfinite(*value * unit)) {
    refuse(place, text, "duration",
           "a duration is a number above 0, of seconds or with a unit: 90, 90s, 15min, 8h, 2d");
  }
  return *value * unit;
}

std::optional<double> parse_real(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  const bool numeric = !text.empty() && std::all_of(text.begin(), text.end(), [](char character) {
    return is_digit(character) || std::string_view("+-.eE").find(character) != std::string::npos;
  });
  if (!numeric) return std::nullopt;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || rest != end) return std::nullopt;
  return value;
}

}  // namespace census
