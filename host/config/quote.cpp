#include "host/config/quote.hpp"

#include <fmt/format.h>

namespace census {

namespace {

constexpr std::size_t longest_shown = 80;

bool continues_a_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// Cuts between characters of UTF-8, never inside one.
std::string_view shortened(std::string_view text) {
  std::size_t end = longest_shown;
  while (end > 0 && continues_a_character(text[end])) --end;
  return text.substr(0, end);
}

}  // namespace

std::string printable(std::string_view text) {
  const bool too_long = text.size() > longest_shown;
  std::string shown;
  for (const char character : too_long ? shortened(text) : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '\n') {
      shown += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      shown += fmt::format("\\x{:02x}", byte);
    } else {
      shown += character;
    }
  }
  if (too_long) shown += "...";
  return shown;
}

std::string quote(std::string_view text) { return "'" + printable(text) + "'"; }

}  // namespace census
