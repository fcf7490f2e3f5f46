#include "host/questions/unactivated/network_json.hpp"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cuda/questions/unactivated/point.hpp"
#include "host/error.hpp"
#include "host/questions/unactivated/cost.hpp"
#include "host/questions/unactivated/network_entries.hpp"

namespace census::unactivated {
namespace {

[[noreturn]] void refuse(const Place& place, std::string problem, std::string why,
                         std::string suggestion = {}) {
  throw ConfigError(Problem{place, std::move(problem), std::move(why), std::move(suggestion)});
}

std::string source_name(const std::string& path) { return path == "-" ? "standard input" : path; }

std::string read_all(std::FILE* file, const std::string& source) {
  constexpr std::size_t step = std::size_t{1} << 16U;
  std::string text;
  while (text.size() <= largest_network_file) {
    const std::size_t length = text.size();
    text.resize(length + step);
    text.resize(length + std::fread(text.data() + length, 1, step, file));
    if (text.size() == length) break;
  }
  if (std::ferror(file) != 0) {
    refuse({source}, "cannot be read", std::generic_category().message(errno));
  }
  if (text.size() > largest_network_file) {
    refuse({source}, "the file is too large",
           fmt::format("a network has at most {} MiB", largest_network_file >> 20U),
           "divide the rows of W2 and b2 into several files");
  }
  return text;
}

std::string numbers(std::size_t count) {
  return fmt::format("{} number{}", count, count == 1 ? "" : "s");
}

/// Checks that every row of `entry` has `expected` numbers.
void check_rows(const NetworkEntry& entry, std::size_t expected, const std::string& why,
                NetworkProblems& problems) {
  for (std::size_t i = 0; i < entry.rows.size(); ++i) {
    const NetworkEntry::Row& row = entry.rows[i];
    if (!row.sound || row.numbers.size() == expected) continue;
    problems.add(fmt::format("{}[{}]", entry.name, i),
                 fmt::format("the row has {}, not {}", numbers(row.numbers.size()), expected), why);
  }
}

void check_length(const NetworkEntry& entry, std::size_t expected, const std::string& why,
                  NetworkProblems& problems) {
  const std::size_t length = entry.rows.front().numbers.size();
  if (length == expected) return;
  problems.add(entry.name, fmt::format("the list has {}, not {}", numbers(length), expected), why);
}

void check_size(int n0, std::size_t n1, NetworkProblems& problems) {
  if (n0 > max_input_dimension) {
    problems.add("W1", fmt::format("n0 = {} inputs are too many", n0),
                 fmt::format("networks of up to {} inputs are decided", max_input_dimension),
                 "leave out an input whose column is 0 in every row");
  }
  if (n1 > static_cast<std::size_t>(max_width)) {
    problems.add("W1", fmt::format("n1 = {} first-layer neurons are too many", n1),
                 fmt::format("networks of up to {} are decided", max_width),
                 "leave out neurons whose weight is 0 in every row of W2");
  }
  if (n0 > max_input_dimension || n1 > static_cast<std::size_t>(max_width)) return;
  const Cost cost = worst_cost(n0, static_cast<int>(n1));
  if (cost.checks() <= largest_number_of_checks) return;
  problems.add(
      "W1", fmt::format("a network of n0 = {}, n1 = {} is too large", n0, n1),
      fmt::format("one neuron can need the check of {} vertices and {} rays; the limit is "
                  "{} in all",
                  cost.vertices, cost.rays, largest_number_of_checks),
      fmt::format("n1 up to {} fits n0 = {}", greatest_affordable_width(n0, max_width), n0));
}

/// Checks W1 and returns n1, or nothing when W1 does not tell.
std::optional<std::size_t> check_first_weights(const NetworkEntry& w1, NetworkProblems& problems) {
  if (!w1.sound) return std::nullopt;
  if (w1.rows.empty()) {
    problems.add("W1", "the list is empty", "a network has at least one first-layer neuron");
    return std::nullopt;
  }
  const auto first = std::find_if(w1.rows.begin(), w1.rows.end(),
                                  [](const NetworkEntry::Row& row) { return row.sound; });
  if (first == w1.rows.end()) return w1.rows.size();
  const std::string name = fmt::format("W1[{}]", first - w1.rows.begin());
  const std::size_t n0 = first->numbers.size();
  if (n0 == 0) problems.add(name, "the row is empty", "a network has at least one input");
  check_rows(w1, n0, name + " has " + std::to_string(n0) + "; each row has one for each input",
             problems);
  check_size(static_cast<int>(n0), w1.rows.size(), problems);
  return w1.rows.size();
}

void check_shapes(const NetworkEntries& entries, NetworkProblems& problems) {
  for (const NetworkEntry& entry : entries.all()) {
    if (!entry.given) {
      problems.add("", fmt::format("the key '{}' is missing", entry.name),
                   "a network is an object with the keys W1, b1, W2, b2");
    }
  }
  const std::optional<std::size_t> n1 = check_first_weights(entries.first_weights(), problems);
  const NetworkEntry& w2 = entries.second_weights();
  const std::string neurons = n1 ? fmt::format("W1 has {} rows", *n1) : std::string();
  if (n1 && entries.first_biases().sound) {
    check_length(entries.first_biases(), *n1, neurons + "; b1 has one number for each", problems);
  }
  if (n1 && w2.sound) {
    check_rows(w2, *n1, neurons + "; each row of W2 has one number for each", problems);
  }
  if (w2.sound && w2.rows.empty()) {
    problems.add("W2", "the list is empty", "there is no second-layer neuron to decide");
  } else if (w2.sound && entries.second_biases().sound) {
    check_length(entries.second_biases(), w2.rows.size(),
                 fmt::format("W2 has {} rows; b2 has one number for each", w2.rows.size()),
                 problems);
  }
}

std::vector<std::vector<double>> take_rows(const NetworkEntry& entry) {
  std::vector<std::vector<double>> rows;
  for (const NetworkEntry::Row& row : entry.rows) rows.push_back(row.numbers);
  return rows;
}

}  // namespace

std::string read_network_file(const std::string& path) {
  if (path == "-") return read_all(stdin, source_name(path));
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    refuse({path}, "cannot be read", "it is a directory", "name the JSON file in it");
  }
  errno = 0;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) refuse({path}, "cannot be read", std::generic_category().message(errno));
  return read_all(file.get(), path);
}

GivenNetwork parse_network(std::string_view text, const std::string& path) {
  const std::string source = source_name(path);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    refuse({source}, "the file is empty", "a network is an object with the keys W1, b1, W2, b2");
  }
  // The parser takes byte 0 for the end of the text.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    refuse(place_of(text, zero, source), "byte 0x00 cannot stand here", "JSON is text in UTF-8",
           "save the file as UTF-8");
  }
  NetworkProblems problems(source);
  NetworkEntries entries(text, source, problems);
  if (nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &entries)) {
    check_shapes(entries, problems);
  }
  problems.throw_if_any();
  return {take_rows(entries.first_weights()), entries.first_biases().rows.front().numbers,
          take_rows(entries.second_weights()), entries.second_biases().rows.front().numbers};
}

ExactNetwork exact_neuron(const GivenNetwork& network, std::size_t neuron) {
  assert(neuron < network.neurons());
  ExactNetwork exact;
  exact.input_dimension = network.input_dimension();
  exact.second_bias = Rational(network.second_biases[neuron]);
  for (std::size_t i = 0; i < network.first_weights.size(); ++i) {
    RationalVector row;
    for (const double weight : network.first_weights[i]) row.emplace_back(weight);
    row.emplace_back(network.first_biases[i]);
    exact.rows.push_back(std::move(row));
    exact.second_weights.emplace_back(network.second_weights[neuron][i]);
  }
  return exact;
}

}  // namespace census::unactivated
