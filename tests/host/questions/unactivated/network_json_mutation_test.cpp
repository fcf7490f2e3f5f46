#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/error.hpp"
#include "host/questions/unactivated/network_json.hpp"

namespace census::unactivated {
namespace {

/// Damages texts at random: the same damage for the same seed on every machine.
class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : engine_(seed) {}

  std::string mutate(std::string text) {
    for (std::size_t times = 1 + below(3); times > 0; --times) {
      const std::size_t at = below(text.size() + 1);
      switch (below(6)) {
        case 0:
          if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
          break;
        case 1:
          text.erase(at, 1 + below(4));
          break;
        case 2:
          text.insert(at, tokens()[below(tokens().size())]);
          break;
        case 3:
          text.insert(at, text.substr(below(text.size() + 1), below(20)));
          break;
        case 4:
          if (at < text.size()) text[at] = "[]{},:\"0123456789-.eE \n\xff"[below(25)];
          break;
        default:
          if (below(4) == 0) text.resize(at);
      }
    }
    return text;
  }

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }

 private:
  static const std::vector<std::string>& tokens() {
    static const std::vector<std::string> all = {
        "null",  "true",       "NaN",     "1e999",  "-1e-999", "[[",  "]]",
        "{}",    "\"W1\": 3,", "[]",      "[1, 2]", ", 0",     "1, ", "\"b2\"",
        "\"x\"", "\\u0000",    "\\ud800", "// a",   "[0.5],"};
    return all;
  }

  std::mt19937_64 engine_;
};

const std::vector<std::string>& valid_texts() {
  static const std::vector<std::string> texts = {
      read_network_file(CENSUS_SOURCE_DIR "/configs/networks/never_active.json"),
      R"({"W1": [[1], [-1]], "b1": [1, 1], "W2": [[-1, -1]], "b2": [1.5e-3]})",
      R"({"b2":[1,2],"W2":[[0,1],[1,0]],"b1":[0.25,-3],"W1":[[1,2,3],[4,5,6]]})"};
  return texts;
}

TEST(MutatedNetworks, AreReadOrRefused) {
  Mutator mutator(1);
  int read = 0;
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = mutator.mutate(valid_texts()[mutator.below(valid_texts().size())]);
    try {
      const GivenNetwork network = parse_network(text, "a.json");
      ASSERT_GE(network.neurons(), 1U) << text;
      ASSERT_EQ(network.second_biases.size(), network.neurons()) << text;
      for (const auto& row : network.first_weights) {
        ASSERT_EQ(static_cast<int>(row.size()), network.input_dimension()) << text;
      }
      for (const auto& row : network.second_weights) {
        ASSERT_EQ(static_cast<int>(row.size()), network.width()) << text;
      }
      decide_exactly(exact_neuron(network, 0));
      ++read;
    } catch (const ConfigError& error) {
      ASSERT_FALSE(error.problems().empty()) << text;
      for (const Problem& problem : error.problems()) {
        ASSERT_EQ(problem.place.source, "a.json") << text;
        ASSERT_FALSE(problem.problem.empty()) << text;
        ASSERT_EQ(to_string(problem).find('\n'), std::string::npos) << text;
      }
      ++refused;
    } catch (const std::exception& error) {
      FAIL() << "neither read nor refused: " << error.what() << '\n' << text;
    }
  }
  // The damage must be of both kinds for the loop to say anything.
  EXPECT_GT(read, 1000);
  EXPECT_GT(refused, 5000);
}

TEST(MutatedNetworks, UndamagedTextsAreRead) {
  for (const std::string& text : valid_texts()) {
    EXPECT_NO_THROW(parse_network(text, "a.json")) << text;
  }
}

}  // namespace
}  // namespace census::unactivated
