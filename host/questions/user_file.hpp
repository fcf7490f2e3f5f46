#pragma once

#include <functional>
#include <string>

namespace census {

/// How a question gets at a file that a parameter names: returns its bytes, or throws as
/// `read_user_file` does. A sweep that was recorded keeps its files, which may differ from what the
/// same names mean elsewhere or later.
using FileReader = std::function<std::string(const std::string& name)>;

/// Returns the bytes of a file; a relative name starts from the directory where the program runs.
/// @throw ParameterError about "data" when it cannot be opened, or has more than 1 GiB.
std::string read_user_file(const std::string& name);

}  // namespace census
