#include "host/questions/deep/data_files.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "host/config/quote.hpp"
#include "host/questions/question.hpp"

namespace census {
namespace {

ParameterError refusal(const std::string& problem, const std::string& why,
                       const std::string& suggestion = "") {
  return {"data", problem, why, suggestion};
}

/// Reads the numbers of one line.
void read_line(const std::string& path, std::size_t number, std::string_view line,
               NumberTable& table) {
  std::size_t columns = 0;
  for (std::size_t begin = 0; begin <= line.size(); ++columns) {
    std::size_t end = std::min(line.find(',', begin), line.size());
    std::string_view cell = line.substr(begin, end - begin);
    const std::size_t blank = std::min(cell.find_first_not_of(" \t"), cell.size());
    cell.remove_prefix(blank);
    cell = cell.substr(0, cell.find_last_not_of(" \t") + 1);
    double value = 0.0;
    const auto [stop, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || stop != cell.data() + cell.size()) {
      throw refusal(fmt::format("{}:{}:{}: {} is not a number", printable(path), number,
                                begin + blank + 1, quote(cell)),
                    "a data file has one point per line, numbers with commas between them");
    }
    table.values.push_back(value);
    begin = end + 1;
  }
  if (table.rows > 0 && columns != table.columns) {
    throw refusal(fmt::format("{}:{}: {} numbers", printable(path), number, columns),
                  fmt::format("the lines before have {}", table.columns),
                  "give every line one number for each input");
  }
  table.columns = columns;
  ++table.rows;
}

/// Returns what follows `key` in the header of a NumPy file, up to the comma that ends the entry.
std::string_view header_value(std::string_view header, std::string_view key) {
  const std::size_t found = header.find(key);
  if (found == std::string_view::npos) return {};
  std::string_view value = header.substr(found + key.size());
  value.remove_prefix(std::min(value.find_first_not_of(" :"), value.size()));
  const std::size_t end = value.starts_with('(') ? value.find(')') : value.find(',');
  return value.substr(0, end);
}

/// Reads "(256, 4" or "(256,".
std::vector<std::size_t> read_shape(std::string_view text) {
  std::vector<std::size_t> shape;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(text.data() + at, text.data() + text.size(), size);
    if (error == std::errc{}) {
      shape.push_back(size);
      at = static_cast<std::size_t>(stop - text.data());
    } else {
      ++at;
    }
  }
  return shape;
}

template <class Real>
std::vector<double> numbers_of(std::string_view bytes) {
  std::vector<double> numbers(bytes.size() / sizeof(Real));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    Real value;
    std::memcpy(&value, bytes.data() + i * sizeof(Real), sizeof(Real));
    numbers[i] = static_cast<double>(value);
  }
  return numbers;
}

}  // namespace

NumberTable parse_csv_numbers(const std::string& text, const std::string& path) {
  NumberTable table;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (!line.empty() && !line.starts_with('#')) read_line(path, number, line, table);
    begin = end + 1;
  }
  if (table.rows == 0) throw refusal(quote(path) + " has no points", "every line is empty");
  return table;
}

NumberTable parse_npy(const std::string& bytes, const std::string& path) {
  const auto malformed = [&path](const std::string& why) {
    return refusal(quote(path) + " is not an array that can be read", why);
  };
  constexpr std::string_view magic = "\x93NUMPY";
  if (bytes.size() < 12 || !std::string_view(bytes).starts_with(magic)) {
    throw malformed("a NumPy file begins with \\x93NUMPY");
  }
  const auto byte = [&bytes](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i]));
  };
  const bool wide = byte(6) >= 2;
  const std::size_t begin = wide ? 12 : 10;
  std::size_t length = byte(8) | (byte(9) << 8);
  if (wide) length |= (byte(10) << 16) | (byte(11) << 24);
  if (begin + length > bytes.size()) throw malformed("it ends within its header");
  const std::string_view header = std::string_view(bytes).substr(begin, length);
  const std::string_view type = header_value(header, "'descr'");
  if (type != "'<f4'" && type != "'<f8'") {
    throw malformed(fmt::format("its numbers are {}; float32 and float64, little-endian, are read",
                                type.starts_with('\'') ? printable(type) : quote(type)));
  }
  if (header_value(header, "'fortran_order'") != "False") {
    throw malformed("it is in Fortran order; save numpy.ascontiguousarray of it");
  }
  const std::vector<std::size_t> shape = read_shape(header_value(header, "'shape'"));
  if (shape.empty() || shape.size() > 2) throw malformed("it has neither one dimension nor two");
  NumberTable table;
  table.rows = shape[0];
  table.columns = shape.size() == 2 ? shape[1] : 1;
  if (table.rows == 0) throw malformed("it has no points");
  const std::size_t width = type == "'<f4'" ? 4 : 8;
  const std::string_view data = std::string_view(bytes).substr(begin + length);
  // Shapes are far below the square root of 2^64 wherever the data are there.
  if (table.rows > data.size() || table.columns > data.size() ||
      table.rows * table.columns * width != data.size()) {
    throw malformed(fmt::format("its shape is {} x {}, and {} bytes of numbers follow", table.rows,
                                table.columns, data.size()));
  }
  table.values = width == 4 ? numbers_of<float>(data) : numbers_of<double>(data);
  return table;
}

bool names_number_file(std::string_view text) {
  return text.ends_with(".csv") || text.ends_with(".npy");
}

NumberTable read_numbers(const std::string& name, const FileReader& read) {
  const std::string bytes = read(name);
  return name.ends_with(".csv") ? parse_csv_numbers(bytes, name) : parse_npy(bytes, name);
}

}  // namespace census
