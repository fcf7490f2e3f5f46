#pragma once

#include <string>
#include <vector>

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

/// Parse the contents of a file.
/// @throw ParameterError about "data" when it cannot be opened either.
NumberTable read_csv_numbers(const std::string& path);
NumberTable read_npy(const std::string& path);

}  // namespace census
