#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "host/config/source_text.hpp"

namespace census::testing {

/// Damages texts at random: the same damage for the same seed on every machine.
class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : engine_(seed) {}

  std::string mutate(std::string text) {
    const std::size_t times = 1 + below(4);
    for (std::size_t i = 0; i < times; ++i) {
      switch (below(7)) {
        case 0:
          flip_a_bit(text);
          break;
        case 1:
          replace_a_byte(text);
          break;
        case 2:
          drop_or_double_a_line(text);
          break;
        case 3:
          swap_two_words(text);
          break;
        case 4:
          insert_a_token(text);
          break;
        case 5:
          text.resize(below(text.size() + 1));
          break;
        default:
          indent_a_line(text);
      }
    }
    return text;
  }

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }

 private:
  void flip_a_bit(std::string& text) {
    if (text.empty()) return;
    char& byte = text[below(text.size())];
    byte = static_cast<char>(byte ^ (1 << below(8)));
  }

  void replace_a_byte(std::string& text) {
    static const std::string bytes = ":-#[]{},&*!|>'\"%@`?~.= \n\t\r()^+/0129ne\xef\xbb\xbf\xff";
    if (!text.empty()) text[below(text.size())] = bytes[below(bytes.size())];
  }

  static std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
    return parts;
  }

  static std::string join(const std::vector<std::string>& parts, char separator) {
    std::string text;
    for (const std::string& part : parts) text += part + separator;
    return text;
  }

  void drop_or_double_a_line(std::string& text) {
    std::vector<std::string> lines = split(text, '\n');
    if (lines.empty()) return;
    const auto line = lines.begin() + static_cast<std::ptrdiff_t>(below(lines.size()));
    if (below(2) == 0) {
      lines.erase(line);
    } else {
      const std::string copy = *line;
      lines.insert(line, copy);
    }
    text = join(lines, '\n');
  }

  void swap_two_words(std::string& text) {
    std::vector<std::string> words = split(text, ' ');
    if (words.empty()) return;
    std::swap(words[below(words.size())], words[below(words.size())]);
    text = join(words, ' ');
  }

  void insert_a_token(std::string& text) {
    static const std::array<const char*, 28> tokens{
        "---\n", "...",     "&a ",  "*a",   "!!str ", "<<: ", "? ",      "- ",    "[",    "]",
        "{",     "}",       ": ",   "1e99", "-1",     " .. ", "1 .. 99", "n0",    "null", "1 / 0",
        "\"",    "\\u00e9", "nan ", "|\n",  ">\n",    "%TAG", "n1: ",    "init: "};
    text.insert(below(text.size() + 1), tokens[below(tokens.size())]);
  }

  void indent_a_line(std::string& text) {
    std::vector<std::string> lines = split(text, '\n');
    if (lines.empty()) return;
    lines[below(lines.size())].insert(0, below(2) == 0 ? "  " : "\t");
    text = join(lines, '\n');
  }

  std::mt19937_64 engine_;
};

/// Returns configurations that are valid, of every form.
inline std::vector<std::string> valid_sweeps() {
  std::vector<std::string> texts;
  for (const char* name : {"theorem", "beyond", "distributions"}) {
    texts.push_back(read_source(std::string(CENSUS_SOURCE_DIR "/configs/") + name + ".yaml"));
  }
  texts.emplace_back(
      "points:\n  - n0: [1, 2 .. 3]\n    n1: [n0, n0 * 2, 'max(n0, 3)']\n    init:\n"
      "      first_weights: {distribution: normal, scale: 2.5}\n"
      "      first_biases: {distribution: cauchy}\n"
      "      second_weights: {distribution: laplace, scale: 1e-3}\n"
      "      second_biases: {distribution: smoothed-rademacher, scale: 100}\n"
      "  - {n0: 2, n1: \"4\", init: [unit-normal, he-uniform]}\nstop:\n  networks: 1e6\n");
  texts.emplace_back(R"({"seed": 7, "points": {"n0": 1, "n1": [2, 3]}, "stop": {"networks": 1}})");
  texts.emplace_back(
      "points: {n0: 1 .. 2, n1: 2, init: [unit-normal, unit-cauchy]}\nestimator: plain\n"
      "stop: {seconds: 2min, hits: 100, absolute_error: 1e-3}\nhypotheses:\n"
      "  - {name: a, same_for: init}\n  - {decreasing_in: n0, where: n0 < 9}\n"
      "  - {at_most: 0.5}\nerror_level: 0.01\n");
  return texts;
}

}  // namespace census::testing
