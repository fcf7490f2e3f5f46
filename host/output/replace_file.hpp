#pragma once

#include <filesystem>
#include <string>

namespace census {

/// Writes `text` to the file `path` by way of a file beside it, so that whoever reads it meanwhile,
/// or after the program was killed, finds the old text or the new one, whole.
/// @throw std::runtime_error that names the file when it cannot be written.
void replace_file(const std::filesystem::path& path, const std::string& text);

}  // namespace census
