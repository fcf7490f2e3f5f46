#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace census {

/// Configurations larger than this are refused before they are parsed.
inline constexpr std::size_t largest_source = std::size_t{1} << 20U;

/// Returns the bytes of a configuration file.
/// @throw ConfigError that names the file and the reason when it cannot be read, is a directory, or
/// is larger than `largest_source`.
std::string read_source(const std::filesystem::path& path);

/// Checks that `text` is UTF-8 of a sensible size and has no control characters but line breaks
/// and tabs. yaml-cpp replaces bad bytes without a word and takes byte 4 for the end of the file.
/// @throw ConfigError at the first place where this does not hold.
void check_source_text(std::string_view text, const std::string& source);

}  // namespace census
