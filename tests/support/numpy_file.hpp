#pragma once

#include <cstring>
#include <string>
#include <vector>

namespace census::testing {

/// Returns a file as numpy.save writes it: version 1.0, the header a dictionary, padded with blanks
/// to a multiple of 64 bytes.
inline std::string numpy_file(const std::string& dictionary, const std::string& numbers) {
  std::string header = dictionary;
  header.append(63 - (10 + header.size()) % 64, ' ');
  header += '\n';
  std::string file("\x93NUMPY\x01\x00", 8);
  file += static_cast<char>(header.size() & 0xff);
  file += static_cast<char>(header.size() >> 8);
  return file + header + numbers;
}

/// Returns the dictionary that describes an array: its dtype and its shape, "(2, 3)".
inline std::string numpy_dictionary(const std::string& type, const std::string& shape) {
  return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
}

/// Returns the bytes of numbers as they are in memory.
template <class Real>
std::string bytes_of(const std::vector<Real>& numbers) {
  std::string bytes(numbers.size() * sizeof(Real), '\0');
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

}  // namespace census::testing
