#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "host/error.hpp"

namespace census::unactivated {

/// More rows than this are refused while they are read: they would only fill the memory.
inline constexpr std::size_t most_rows = 100'000;

/// One of the four entries of a network as it stands in the file, before shapes are compared.
struct NetworkEntry {
  struct Row {
    std::vector<double> numbers;  ///< 0 where something else stands
    bool sound = true;            ///< whether it is a list
  };
  std::string name;
  int levels = 1;              ///< 1: a list of numbers, in rows[0]; 2: a list of rows of numbers
  bool given = false;          ///< whether the key is there
  bool sound = false;          ///< whether its value is a list
  std::vector<Row> rows = {};  ///< at least one where levels is 1 and the entry is sound
};

/// Returns line and column, in bytes from 1, of the byte at `offset`.
Place place_of(std::string_view text, std::size_t offset, const std::string& source);

/// Problems of one file. Beyond the first hundred they are counted, not kept.
class NetworkProblems {
 public:
  explicit NetworkProblems(std::string source) : source_(std::move(source)) {}

  /// Notes a problem with the value at `path`, "W1[2][0]", or with the whole file if it is empty.
  void add(const std::string& path, const std::string& problem, std::string why = {},
           std::string suggestion = {});

  /// @throw ConfigError with all of them, if there are any.
  void throw_if_any() const;

 private:
  std::string source_;
  std::vector<Problem> problems_;
  std::size_t hidden_ = 0;
};

/// Takes the events of nlohmann's parser and fills W1, b1, W2 and b2. Whatever does not belong
/// where it stands is noted with its path and passed over, to any depth without recursion. A syntax
/// error ends the reading.
class NetworkEntries : public nlohmann::json_sax<nlohmann::json> {
 public:
  /// `text` is what the parser reads, for the places of its errors.
  NetworkEntries(std::string_view text, std::string source, NetworkProblems& problems)
      : text_(text), source_(std::move(source)), problems_(problems) {}

  const NetworkEntry& first_weights() const { return entries_[0]; }
  const NetworkEntry& first_biases() const { return entries_[1]; }
  const NetworkEntry& second_weights() const { return entries_[2]; }
  const NetworkEntry& second_biases() const { return entries_[3]; }
  const std::array<NetworkEntry, 4>& all() const { return entries_; }

  bool null() override { return misplaced("null"); }
  bool boolean(bool value) override { return misplaced(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(std::uint64_t value) override { return number(static_cast<double>(value)); }
  bool number_float(double value, const std::string&) override { return number(value); }
  bool string(std::string& value) override;
  bool binary(nlohmann::json::binary_t&) override { return misplaced("binary data"); }
  bool start_object(std::size_t) override;
  bool key(std::string& name) override;
  bool end_object() override { return end(); }
  bool start_array(std::size_t) override;
  bool end_array() override { return end(); }
  /// @throw ConfigError at the line and column of the error.
  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::detail::exception& error) override;

 private:
  bool number(double value);
  bool misplaced(const std::string& what, std::string suggestion = {});
  bool end();
  bool skip_container();
  bool add_row(bool sound);
  bool in_numbers() const { return entry_ != nullptr && depth_ == entry_->levels + 1; }
  std::string path() const;

  std::string_view text_;
  std::string source_;
  NetworkProblems& problems_;
  std::array<NetworkEntry, 4> entries_ = {
      {{.name = "W1", .levels = 2}, {.name = "b1"}, {.name = "W2", .levels = 2}, {.name = "b2"}}};
  NetworkEntry* entry_ = nullptr;  ///< the one being read; null under a key that is passed over
  int depth_ = 0;                  ///< open containers: 1 in the object, 2 in an entry, 3 in a row
  std::size_t skipped_ = 0;        ///< open containers inside a value that is passed over
};

}  // namespace census::unactivated
