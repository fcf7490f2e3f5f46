#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cuda/census/tally.hpp"

namespace census {

/// Numbers as people read them. Files for programs use full precision instead.

/// Returns `value` with its digits in groups of three: "1,234,567".
std::string readable_integer(const Integer& value);

/// Returns a count in at most three significant digits: "640", "1.25e6".
std::string readable_count(double value);

/// Returns a rate: "3.1e7 networks/s", or "unknown" if it is not a positive number.
std::string readable_rate(double networks_per_second);

/// Returns a duration in its two largest units: "0.12 s", "41 s", "3 min 05 s", "2 h 10 min", "3 d
/// 4 h"; "unknown" if it is not a finite number.
std::string readable_duration(double seconds);

/// Returns `value` rounded so that the last digit shown is the second significant digit of `error`:
/// (0.0781234, 0.00026) gives "0.07812". Six significant digits if `error` is 0 or not a number.
std::string readable_value(double value, double error);

/// Returns `value` with the digits of `readable_value`, rounded down or up, so that an interval
/// that is shown contains the one that was computed.
std::string readable_lower_bound(double value, double error);
std::string readable_upper_bound(double value, double error);

/// Returns `error` in two significant digits, "0.00060"; "-" if it is not a number.
std::string readable_error(double error);

/// Returns `value` in at most `digits` significant digits, "-" if it is not a number.
std::string readable_number(double value, int digits);

/// Returns the number of columns `text` takes on a terminal: its code points, combining marks
/// not counted.
std::size_t display_width(std::string_view text);

/// Returns the longest beginning of `text` that takes at most `width` columns; never cuts a code
/// point.
std::string_view cut_to_width(std::string_view text, std::size_t width);

}  // namespace census
