#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/config/yaml_reader.hpp"
#include "host/error.hpp"

namespace census {
namespace {

/// A text with one mistake, where it must be found and what must be said about it.
struct Malformed {
  std::string text;
  int line;
  int column;
  std::string message;
};

void PrintTo(const Malformed& malformed, std::ostream* out) { *out << malformed.text; }

/// Returns a sweep that is right but for its points.
std::string points(const std::string& value) {
  return "points: " + value + "\nstop: {networks: 1}\n";
}

/// Returns a sweep that is right but for the initialisation, which starts at 1:28.
std::string init(const std::string& value) { return points("{n0: 1, n1: 2, init: " + value + "}"); }

/// Returns a sweep whose key `key` is wrong; it starts in line 2.
std::string with(const std::string& line) {
  return "points: {n0: 1, n1: 2}\n" + line + "\nstop: {networks: 1}\n";
}

std::string stop(const std::string& value) { return "points: {n0: 1, n1: 2}\nstop: " + value; }

const std::vector<Malformed> malformed_texts{
    // the file as a whole
    {"", 1, 1, "the file is empty"},
    {"# nothing\n", 1, 1, "the file is empty"},
    {"just words", 1, 1, "'just words' is not a sweep"},
    {"- n0: 1\n", 1, 1, "a list is not a sweep"},
    {"~", 1, 1, "nothing is not a sweep"},
    {"stop: {networks: 1}\n", 1, 1, "the key 'points' is missing"},
    {"\n\npoints: {n0: 1, n1: 2}\n", 3, 1, "the key 'stop' is missing"},
    // YAML itself
    {"points: {n0: 1, n1: 2\n", 2, 1, "end of map flow not found"},
    {"points: [1, 2\nstop: 3\n", 2, 5, "the file is not valid YAML"},
    {with("\tseed: 1"), 2, 2, "indent with blanks"},
    {with("seed: \"a"), 2, 7, "the quote is not closed"},
    {with("seed: 'a"), 2, 7, "the quote is not closed"},
    {points("{n0: 1, n1: 2, init: 'unit-normal}"), 1, 30, "the quote is not closed"},
    {with("seed: &s 1"), 2, 7, "anchors and aliases are not read"},
    {with("seed: *s"), 2, 7, "the referenced anchor is not defined"},
    {with("seed: !!int 1"), 2, 7, "the tag 'tag:yaml.org,2002:int' is not read"},
    {with("<<: {seed: 1}"), 2, 1, "unknown key '<<'"},
    {with("? [seed]\n: 1"), 2, 3, "a list cannot be a key"},
    {with("seed: \x01"), 2, 7, "control character 0x01"},
    {with("seed: \xff"), 2, 7, "the text is not UTF-8"},
    {with("seed: 1") + "---\na: b\n", 4, 1, "a second document"},
    {"%YAML 3.0\n---\na: b\n", 1, 1, "YAML major version too large"},
    // keys
    {with("pionts: 1"), 2, 1, "unknown key 'pionts'"},
    {with("Seed: 1"), 2, 1, "did you mean 'seed'?"},
    {with("hypothesis: []"), 2, 1, "did you mean 'hypotheses'?"},
    {with("hypotheses: {a: b}"), 2, 13, "hypotheses is a list"},
    {with("hypotheses: [{mean: 0.5}]"), 2, 21, "write 'probability'"},
    {with("error_level: big"), 2, 14, "'big' is not an error level"},
    {with("points: {n0: 1}"), 2, 1, "duplicate key 'points' (it stands in line 1 already)"},
    // question, seed, estimator
    {with("question: unactivate"), 2, 11, "did you mean 'unactivated'?"},
    {with("question: [unactivated]"), 2, 11, "a list is not a value of question"},
    {with("seed: -1"), 2, 7, "'-1' is not a seed"},
    {with("seed: 1e3"), 2, 7, "a seed is written in digits"},
    {with("seed:"), 2, 1, "nothing is not a value of seed"},
    {with("seed: 18446744073709551616"), 2, 7, "from 0 to 18446744073709551615"},
    {with("estimator: obrit"), 2, 12, "did you mean 'orbit'?"},
    {with("estimator: signs:7"), 2, 12, "estimator 'signs:7' flips 7 neurons"},
    {with("estimator: {a: b}"), 2, 12, "a mapping is not a value of estimator"},
    // stop
    {stop("1e7\n"), 2, 7, "stop is a mapping"},
    {stop("{}\n"), 2, 7, "neither the stop rule 'networks' nor 'seconds' is there"},
    {stop("{networks: 1, minutes: 60}\n"), 2, 21,
     "the stop rules that exist are networks, relative_error, absolute_error, hits, seconds"},
    {stop("{networks: 1, absolute_error: 0}\n"), 2, 37, "an absolute error is a number above 0"},
    {stop("{seconds: 0}\n"), 2, 17, "a duration is a number above 0"},
    {stop("{seconds: 5 weeks}\n"), 2, 17, "a duration is a number above 0"},
    {stop("{networks: 9, hits: 0}\n"), 2, 27, "every count has them"},
    {stop("{networks: 9, hits: 400}\n"), 2, 27, "or 'relative_error: 0.05'"},
    {stop("{networks: 1, netwroks: 2}\n"), 2, 21, "did you mean 'networks'?"},
    {stop("{networks: 1.5}\n"), 2, 18, "a count is a whole number"},
    {stop("{networks: 0}\n"), 2, 18, "at least one network"},
    {stop("{networks: 1e30}\n"), 2, 18, "the largest count is 2^63"},
    {stop("{networks: 1_000}\n"), 2, 18, "did you mean 1000?"},
    {stop("{relative_error: 1e-4}\n"), 2, 7, "might never reach an error"},
    {stop("{networks: 1, relative_error: 2}\n"), 2, 37, "above 0 and below 1"},
    {stop("{networks: [1]}\n"), 2, 18, "a list is not a value of networks"},
    {stop("\n  networks:\n"), 3, 3, "nothing is not a value of networks"},
    // points
    {points(""), 1, 1, "nothing cannot be points"},
    {points("7"), 1, 9, "'7' cannot be points"},
    {points("[]"), 1, 9, "the list of points is empty"},
    {points("[{n0: 1, n1: 1}, 3]"), 1, 26, "'3' cannot be points"},
    {points("{n0: 1}"), 1, 9, "n1 is missing"},
    {points("{n0: 1, n1: 2, n2: 3}"), 1, 24, "unknown parameter 'n2'"},
    {points("{n0: 1, n1: 2, n0: 3}"), 1, 24, "duplicate parameter 'n0'"},
    {points("{n0: 9, n1: 2}"), 1, 14, "n0 is a whole number from 1 to 8"},
    {points("{n0: 1, n1: [2, 3, 65]}"), 1, 28, "n1 = 65 cannot be used"},
    {points("{n0: 0 .. 2, n1: 1}"), 1, 14, "n0 = 0 cannot be used"},
    {points("{n0: 8, n1: 40}"), 1, 21,
     "76904685 vertices and 37287120 rays; the limit is 10000000"},
    {points("{n0: 1.5, n1: 2}"), 1, 14, "'1.5' is not an integer"},
    {points("{n0: , n1: 2}"), 1, 10, "n0 has no value"},
    {points("{n0: [], n1: 2}"), 1, 14, "the list of n0 is empty"},
    {points("{n0: [[1]], n1: 2}"), 1, 15, "a list is not a value of n0"},
    {points("{n0: {a: 1}, n1: 2}"), 1, 14, "a mapping is not a value of n0"},
    // formulas and ranges
    {points("{n0: 1, n1: n0 + }"), 1, 21, "the formula 'n0 +' does not parse"},
    {points("{n0: 1, n1: 2 * (n0}"), 1, 21, "missing parenthesis"},
    {points("{n0: 1, n1: n0 + m}"), 1, 26, "unknown name 'm'"},
    {points("{n0: 1, n1: 3 .. no + 4}"), 1, 26, "did you mean 'n0'?"},
    {points("{n1: n0 + 1, n0: 1}"), 1, 14, "unknown name 'n0' (no parameter stands above it)"},
    {points("{n0: 3, n1: n0 / 2}"), 1, 21, "'n0 / 2' is not an integer but 1.5 (for n0 = 3)"},
    {points("{n0: 1, n1: n0 = 2}"), 1, 24, "does not parse"},
    {points("{n0: 3 .. 1, n1: 2}"), 1, 14, "the range 3 .. 1 is empty"},
    {points("{n0: 5, n1: n0 .. 4}"), 1, 21, "is empty (for n0 = 5); put the smaller end first"},
    {points("{n0: 1 .., n1: 2}"), 1, 14, "'1 ..' is not a range"},
    {points("{n0: 1 .. 2 .. 3, n1: 2}"), 1, 14, "is not a range"},
    {points("{n0: 1 ... 3, n1: 2}"), 1, 14, "is not a range"},
    {points("{n0: 1 .. 1e9, n1: 2}"), 1, 14, "a range has at most 100000 values"},
    {points("{n0: 1 .. 1000, n1: 1 .. 1000}"), 1, 9, "more than 100000 points"},
    // initialisations
    {init("unit-norml"), 1, 30, "did you mean 'unit-normal'?"},
    {init("[unit-normal, he]"), 1, 44, "unknown initialisation 'he'"},
    {init("[]"), 1, 30, "the list of init is empty"},
    {init("[[unit-normal]]"), 1, 31, "a list is not a value of init"},
    {init("3"), 1, 30, "unknown initialisation 3"},
    {init("{first_weights: 1, first_weights: 2}"), 1, 49, "duplicate key 'first_weights'"},
    {init("{frist_weights: 1}"), 1, 31, "did you mean 'first_weights'?"},
    {init("{first_weights: normal}"), 1, 31, "'normal' is not a law"},
    {init("{first_weights: {distribution: gauss}}"), 1, 47, "unknown distribution 'gauss'"},
    {init("{first_weights: {distribution: normal, scale: 0}}"), 1, 69, "scale 0 is out of range"},
};

class MalformedSweep : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedSweep, IsRefusedAtItsPlace) {
  const Malformed& expected = GetParam();
  try {
    read_sweep_text(expected.text, "a.yaml");
    FAIL() << "was read:\n" << expected.text;
  } catch (const ConfigError& error) {
    const auto& problems = error.problems();
    const bool found = std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
      return problem.place.source == "a.yaml" && problem.place.line == expected.line &&
             problem.place.column == expected.column &&
             to_string(problem).find(expected.message) != std::string::npos;
    });
    EXPECT_TRUE(found) << "expected " << expected.line << ':' << expected.column << ": "
                       << expected.message << "\nin\n"
                       << error.what() << "\nfor\n"
                       << expected.text;
  }
}

INSTANTIATE_TEST_SUITE_P(Table, MalformedSweep, testing::ValuesIn(malformed_texts));

TEST(MalformedSweeps, ShowAllTheirProblemsAtOnce) {
  const std::string text =
      "quesiton: unactivated\n"
      "seed: x\n"
      "points:\n"
      "  - n0: [9, 1.5]\n"
      "    n1: nn\n"
      "  - n0: 9\n"
      "    n1: 99\n"
      "    init: [he, {first_weights: 3}]\n"
      "stop: {minutes: 1}\n"
      "seed: 2\n";
  try {
    read_sweep_text(text, "a.yaml");
    FAIL();
  } catch (const ConfigError& error) {
    std::vector<std::string> places;
    for (const Problem& problem : error.problems()) {
      places.push_back(std::to_string(problem.place.line) + ':' +
                       std::to_string(problem.place.column));
    }
    // Line 8: the unknown name, three groups that are missing, and the law that is none.
    EXPECT_EQ(places,
              (std::vector<std::string>{"1:1", "2:7", "4:13", "5:9", "6:9", "7:9", "8:12", "8:16",
                                        "8:16", "8:16", "8:17", "9:7", "9:8", "10:1"}))
        << error.what();
  }
}

TEST(MalformedSweeps, WhatFollowsFromAMistakeIsNotShown) {
  // n1 would be out of range for every n0, but n0 is what is wrong.
  try {
    read_sweep_text(points("{n0: 1.5, n1: n0 + 64}"), "a.yaml");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "a.yaml:1:14: '1.5' is not an integer");
  }
}

TEST(MalformedSweeps, AWrongValueIsShownOnceForTheWholeProduct) {
  try {
    read_sweep_text(points("{n0: 1 .. 3, n1: 60 .. 90, init: [unit-normal, he]}"), "a.yaml");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_EQ(error.problems().size(), 2U) << error.what();
  }
}

}  // namespace
}  // namespace census
