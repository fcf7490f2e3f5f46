#include "host/questions/user_file.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "host/config/quote.hpp"
#include "host/questions/question.hpp"

namespace census {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 30;

}  // namespace

std::string read_user_file(const std::string& name) {
  // A directory opens like a file, and fails when it is read.
  std::error_code ignored;
  std::ifstream file;
  if (!std::filesystem::is_directory(name, ignored)) file.open(name, std::ios::binary);
  std::string bytes;
  if (file.is_open()) {
    for (std::istreambuf_iterator<char> next(file), end;
         next != end && bytes.size() <= most_bytes;) {
      bytes += *next++;
    }
  }
  if (file.is_open() && bytes.size() <= most_bytes) return bytes;
  throw ParameterError{"data", "the file " + quote(name) + " cannot be read",
                       file.is_open() ? "it is larger than 1 GiB"
                                      : "it does not exist, is a directory, or may not be opened",
                       file.is_open()
                           ? "take fewer points"
                           : "give its full path, or its path from the directory where this runs"};
}

}  // namespace census
