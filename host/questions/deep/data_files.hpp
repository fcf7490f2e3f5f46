#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/questions/user_file.hpp"

namespace census {

/// A table of numbers as a file gives it: rows of equal length.
struct NumberTable {
  std::vector<double> values;  ///< row by row
  std::size_t rows = 0;
  std::size_t columns = 0;
};

/// Returns the numbers of a text with commas between them, one row per line; lines that are empty
/// or begin with # are left out. `path` is what messages call it.
/// @throw ParameterError about "data", with line and column, when it cannot be read.
NumberTable parse_csv_numbers(const std::string& text, const std::string& path);

/// Returns a NumPy array of one or two dimensions, little-endian float32 or float64, in C order
/// (NumPy Enhancement Proposal 1).
/// @throw ParameterError about "data" when it cannot be read.
NumberTable parse_npy(const std::string& bytes, const std::string& path);

/// Returns whether `text` is the name of a file of numbers, NAME.csv or NAME.npy.
bool names_number_file(std::string_view text);

/// Returns the numbers of a file of such a name, which `read` returns the bytes of.
/// @throw ParameterError about "data" when it cannot be read.
NumberTable read_numbers(const std::string& name, const FileReader& read);

}  // namespace census
