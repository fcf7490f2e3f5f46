#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "host/error.hpp"

namespace census {

/// The largest count that can be asked for, 2^63.
inline constexpr std::uint64_t largest_count = std::uint64_t{1} << 63U;

/// Returns the count that `text` writes: digits ("1000000") or decimal notation with an exponent
/// ("1e9", "2.5e6"). The value is taken exactly, never through floating point.
/// @throw ConfigError at `place` when the text is anything else, negative, not whole, or larger
/// than `largest_count`; says which.
std::uint64_t parse_count(std::string_view text, const Place& place);

/// Returns the seed that `text` writes in decimal digits, 0 to 2^64 - 1.
/// @throw ConfigError at `place` when the text is anything else.
std::uint64_t parse_seed(std::string_view text, const Place& place);

/// Returns the id of a network that `text` writes in decimal digits, 0 to 2^64 - 1.
/// @throw ConfigError at `place` when the text is anything else.
std::uint64_t parse_id(std::string_view text, const Place& place);

/// Returns the relative error that `text` writes: a decimal number above 0 and below 1, "1e-4".
/// @throw ConfigError at `place` when the text is anything else.
double parse_relative_error(std::string_view text, const Place& place);

/// Returns the standard error of a probability that `text` writes, as `parse_relative_error`.
double parse_absolute_error(std::string_view text, const Place& place);

/// Returns the seconds of a duration: a positive number ("90", "0.5"), alone or with a unit, "90s",
/// "15min", "8h" or "2d".
/// @throw ConfigError at `place` when the text is anything else.
double parse_duration(std::string_view text, const Place& place);

/// Returns the decimal number ("0.5", "-3", "1e-4") that all of `text` writes, correctly rounded,
/// or nothing when it is not one or does not fit a double. Words such as "nan" are no numbers.
std::optional<double> parse_real(std::string_view text);

}  // namespace census
