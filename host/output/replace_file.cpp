#include "host/output/replace_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

namespace census {

void replace_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path partial = path;
  partial += ".partial";
  errno = 0;
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "unknown reason";
    throw std::runtime_error(fmt::format("cannot write {} ({})", partial.string(), reason));
  }
  std::filesystem::rename(partial, path);
}

}  // namespace census
