#include "host/config/source_text.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "host/error.hpp"

namespace census {

namespace {

[[noreturn]] void refuse(const Place& place, std::string problem, std::string why,
                         std::string suggestion = {}) {
  throw ConfigError(Problem{place, std::move(problem), std::move(why), std::move(suggestion)});
}

void refuse_large(std::size_t size, const std::string& source) {
  if (size <= largest_source) return;
  refuse({source, 1, 1}, "the file is too large",
         fmt::format("a configuration has at most {} bytes", largest_source));
}

/// Returns the length in bytes of the UTF-8 character at the front of `text`, or nothing when what
/// stands there is none: a stray or missing continuation byte, an overlong form, a surrogate, or a
/// value above U+10FFFF.
std::optional<std::size_t> character_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return std::nullopt;
  }
  const unsigned second = byte(1);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool surrogate = lead == 0xed && second >= 0xa0;
  const bool too_great = lead == 0xf4 && second >= 0x90;
  if (overlong || surrogate || too_great) return std::nullopt;
  return length;
}

bool is_control(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return (byte < 0x20 && character != '\n' && character != '\r' && character != '\t') ||
         byte == 0x7f;
}

}  // namespace

std::string read_source(const std::filesystem::path& path) {
  const std::string source = path.string();
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    refuse({source}, "cannot be read", "it is a directory", "name the YAML file in it");
  }
  errno = 0;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(source.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) refuse({source}, "cannot be read", std::generic_category().message(errno));
  // One byte more than is allowed tells a file that is too large, also one without a size such as
  // a pipe.
  std::string text(largest_source + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) {
    refuse({source}, "cannot be read", std::generic_category().message(errno));
  }
  refuse_large(text.size(), source);
  return text;
}

void check_source_text(std::string_view text, const std::string& source) {
  refuse_large(text.size(), source);
  Place place{source, 1, 1};
  while (!text.empty()) {
    const std::optional<std::size_t> length = character_length(text);
    if (!length) {
      refuse(place, "the text is not UTF-8",
             fmt::format("byte 0x{:02x} cannot stand here", static_cast<unsigned char>(text[0])),
             "save the file as UTF-8");
    }
    if (is_control(text[0])) {
      refuse(place, fmt::format("control character 0x{:02x}", static_cast<unsigned char>(text[0])),
             "a configuration is plain text");
    }
    if (text[0] == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      place.column += static_cast<int>(*length);
    }
    text.remove_prefix(*length);
  }
}

}  // namespace census
