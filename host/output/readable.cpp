#include "host/output/readable.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace census {
namespace {

// Fixed notation where people expect it, powers of ten where zeros would have to be counted.
bool reads_well_fixed(double value) {
  const double magnitude = std::abs(value);
  return magnitude == 0.0 || (magnitude >= 1e-4 && magnitude < 1e6);
}

struct CodePoint {
  std::size_t bytes;
  std::size_t columns;
};

// Bytes that are no UTF-8 count as one column each, so that every text has a width.
CodePoint code_point_at(std::string_view text, std::size_t position) {
  const auto lead = static_cast<unsigned char>(text[position]);
  const std::size_t announced = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::size_t bytes = 1;
  while (bytes < announced && position + bytes < text.size() &&
         (static_cast<unsigned char>(text[position + bytes]) & 0xC0) == 0x80) {
    ++bytes;
  }
  // U+0300 .. U+036F, encoded CC 80 .. CD AF, sit on the letter before them.
  const auto second =
      bytes == 2 ? static_cast<unsigned char>(text[position + 1]) : static_cast<unsigned char>(0);
  const bool combining = bytes == 2 && (lead == 0xCC || (lead == 0xCD && second <= 0xAF));
  return {bytes, combining ? std::size_t{0} : std::size_t{1}};
}

}  // namespace

std::string readable_integer(const Integer& value) {
  std::string digits = value.str();
  const std::size_t first_digit = digits.starts_with('-') ? 1 : 0;
  for (std::size_t i = digits.size(); i > first_digit + 3;) {
    i -= 3;
    digits.insert(i, ",");
  }
  return digits;
}

std::string readable_count(double value) {
  if (value < 999.5) return fmt::format("{:.0f}", value);
  const std::string text = fmt::format("{:.2e}", value);  // "1.50e+06"
  const std::size_t e = text.find('e');
  const std::size_t last_digit = text.find_last_not_of("0.", e - 1);
  return fmt::format("{}e{}", text.substr(0, last_digit + 1), std::stoi(text.substr(e + 1)));
}

std::string readable_rate(double networks_per_second) {
  if (!(networks_per_second > 0.0) || std::isinf(networks_per_second)) return "unknown";
  return fmt::format("{} networks/s", readable_count(networks_per_second));
}

std::string readable_duration(double seconds) {
  if (!std::isfinite(seconds) || seconds > 1e15) return "unknown";
  if (seconds < 9.995) return fmt::format("{:.2f} s", seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  if (whole < 86400) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  return fmt::format("{} d {} h", whole / 86400, whole % 86400 / 3600);
}

namespace {

/// Returns the place of the last digit shown beside `error`: that of its second digit.
int last_place_beside(double error) { return static_cast<int>(std::floor(std::log10(error))) - 1; }

std::string with_last_place(double value, int last_place) {
  if (reads_well_fixed(value)) return fmt::format("{:.{}f}", value, std::clamp(-last_place, 0, 17));
  const int first_place = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return fmt::format("{:.{}e}", value, std::clamp(first_place - last_place, 0, 17));
}

/// Returns `value` in the digits beside `error`, moved by one unit of the last one where rounding
/// went the wrong way; `up` is the right one.
std::string rounded_bound(double value, double error, bool up) {
  const std::string nearest = readable_value(value, error);
  if (!(error > 0.0) || !std::isfinite(error) || !std::isfinite(value) || value == 0.0) {
    return nearest;
  }
  const double shown = std::strtod(nearest.c_str(), nullptr);
  if (up ? shown >= value : shown <= value) return nearest;
  int last_place = last_place_beside(error);
  if (!reads_well_fixed(shown)) {
    // Smaller than that digit, a value is shown by its own first one.
    const int first_place = static_cast<int>(std::floor(std::log10(std::abs(shown))));
    last_place = std::min(last_place, first_place);
  }
  const double unit = std::pow(10.0, last_place);
  return with_last_place(up ? shown + unit : shown - unit, last_place);
}

}  // namespace

std::string readable_value(double value, double error) {
  if (!std::isfinite(value)) return "-";
  if (value == 0.0) return "0";
  if (!(error > 0.0) || !std::isfinite(error)) return readable_number(value, 6);
  return with_last_place(value, last_place_beside(error));
}

std::string readable_lower_bound(double value, double error) {
  return rounded_bound(value, error, false);
}

std::string readable_upper_bound(double value, double error) {
  return rounded_bound(value, error, true);
}

std::string readable_error(double error) {
  if (std::isnan(error)) return "-";
  if (!(error > 0.0) || !reads_well_fixed(error)) return fmt::format("{:.2g}", error);
  const int first_place = static_cast<int>(std::floor(std::log10(error)));
  return fmt::format("{:.{}f}", error, std::max(1 - first_place, 0));
}

std::string readable_number(double value, int digits) {
  if (std::isnan(value)) return "-";
  return fmt::format("{:.{}g}", value, digits);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    width += point.columns;
    i += point.bytes;
  }
  return width;
}

std::string_view cut_to_width(std::string_view text, std::size_t width) {
  std::size_t end = 0;
  for (std::size_t columns = 0; end < text.size();) {
    const CodePoint point = code_point_at(text, end);
    if (columns + point.columns > width) break;
    columns += point.columns;
    end += point.bytes;
  }
  return text.substr(0, end);
}

}  // namespace census
