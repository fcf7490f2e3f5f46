#include "host/questions/unactivated/network_json.hpp"

#include <algorithm>
#include <cfloat>
#include <limits>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "host/error.hpp"

namespace census::unactivated {
namespace {

/// A text with one mistake, where it must be found (line 0: the path in the message tells) and what
/// must be said about it.
struct Malformed {
  std::string text;
  int line;
  int column;
  std::string message;
};

void PrintTo(const Malformed& malformed, std::ostream* out) { *out << malformed.text; }

/// Returns a network of two inputs and three neurons with one entry replaced.
std::string with(const std::string& key, const std::string& value) {
  std::string text = "{";
  for (const auto& [name, sound] :
       std::vector<std::pair<std::string, std::string>>{{"W1", "[[1, 2], [3, 4], [5, 6]]"},
                                                        {"b1", "[1, 2, 3]"},
                                                        {"W2", "[[-1, -2, -3], [1, 2, 3]]"},
                                                        {"b2", "[-1, 1]"}}) {
    if (text.size() > 1) text += ", ";
    text += "\"" + name + "\": " + (name == key ? value : sound);
  }
  return text + "}";
}

std::string first_weight(const std::string& value) {
  return with("W1", "[[" + value + ", 2], [3, 4], [5, 6]]");
}

std::string copies(const std::string& item, int count) {
  std::string list = "[" + item;
  for (int i = 1; i < count; ++i) list += ", " + item;
  return list + "]";
}

const std::vector<Malformed> malformed_texts{
    // the file as a whole
    {"", 0, 0, "a.json: the file is empty"},
    {" \n\t\r\n", 0, 0, "the file is empty"},
    {"[]", 0, 0, "a.json: a list is not a network"},
    {"\"W1\"", 0, 0, "the text 'W1' is not a network"},
    {"null", 0, 0, "null is not a network"},
    {"{}", 0, 0, "the key 'W1' is missing (a network is an object with the keys"},
    {"{}", 0, 0, "the key 'b2' is missing"},
    // JSON itself
    {"{\"W1\": [[1]]", 1, 13, "the text is not JSON (unexpected end of input; expected '}')"},
    {"{\n\"W1\": [1,,2]}", 2, 10, "unexpected ','"},
    {"{\n\"W1\": [1, 2,]}", 2, 13, "remove the comma before it"},
    {"{\"W1\" [[1]]}", 1, 7, "unexpected '['; expected ':'"},
    {"{'W1': [[1]]}", 1, 2, "write double quotes"},
    {"{W1: [[1]]}", 1, 2, "invalid literal"},
    {with("b1", "[1, 2 \"three\"]"), 1, 46, "unexpected string literal; expected ']'"},
    {with("b1", "[1, 2 true]"), 1, 46, "unexpected true literal"},
    {with("b1", "[01, 2, 3]"), 1, 42, "unexpected number literal"},
    {with("b1", "[1, 2, 3.]"), 1, 49, "expected digit after '.'"},
    {with("b1", "[1, 2, .5]"), 1, 47, "a number begins with a digit"},
    {with("b1", "[+1, 2, 5]"), 1, 41, "a number begins with a digit"},
    {with("b1", "[0x1, 2, 5]"), 1, 42, "invalid literal"},
    {with("b1", "[NaN, 2, 5]"), 1, 41, "JSON has no NaN and no infinity"},
    {with("b1", "[1, -Infinity, 5]"), 1, 45, "JSON has no NaN and no infinity"},
    {"// mine\n" + with("", ""), 1, 1, "JSON has no comments"},
    {with("", "") + "\n{}", 2, 1, "unexpected '{'; expected end of input"},
    {with("", "") + "\n\"a\"", 2, 1, "unexpected string literal; expected end of input"},
    {"{\"W1\": \"a\nb\"}", 1, 10, "control character U+000A"},
    {"{\"W\xff\": 1}", 1, 4, "the text is not UTF-8"},
    {"{\"W1\": \xff}", 1, 8, "the text is not UTF-8"},
    {"{\"W1\": \xe2\x88\x92"
     "1}",
     1, 8, "invalid literal"},
    {std::string("{\0\"\0W\0", 6), 1, 2, "byte 0x00 cannot stand here"},
    {with("", "") + std::string("\0junk", 5), 1, 98, "byte 0x00 cannot stand here"},
    {std::string(100'000, '['), 0, 0, "a list is not a network"},
    {"{\"W1\": " + std::string(100'000, '['), 1, 100'008, "unexpected end of input"},
    // numbers
    {first_weight("1e309"), 1, 10, "W1[0][0]: '1e309' is too large (numbers are binary64"},
    {with("b1", "[1, 2, -1e999]"), 1, 47, "b1[2]: '-1e999' is too large"},
    {first_weight("1" + std::string(400, '0')), 1, 10, "is too large"},
    {"{\"bias\": 1e400}", 1, 10, "a.json:1:10: '1e400' is too large"},
    {first_weight("null"), 0, 0, "W1[0][0]: null is not a number"},
    {first_weight("true"), 0, 0, "W1[0][0]: true is not a number"},
    {first_weight("\"1.5\""), 0, 0, "W1[0][0]: the text '1.5' is not a number; write the number"},
    {first_weight("[1, [2]]"), 0, 0, "W1[0][0]: a list is not a number"},
    {first_weight("{\"W1\": 3}"), 0, 0, "W1[0][0]: an object is not a number"},
    {with("W2", "[[1, 2, 3], [1, 2, {}]]"), 0, 0, "W2[1][2]: an object is not a number"},
    // keys
    {"{\"w1\": 1}", 0, 0, "the keys W1, b1, W2, b2); did you mean 'W1'?"},
    {"{\"weights\": {\"W1\": [[1]]}}", 0, 0, "unknown key 'weights'"},
    {"{\"\\u0000\": 1}", 0, 0, "unknown key '\\x00'"},
    {"{\"b1\": [1], \"b1\": [1]}", 0, 0, "duplicate key 'b1'"},
    {with("b2", "[-1, 1], \"b2\": [[]]"), 0, 0, "keep one of them"},
    // shapes
    {with("W1", "3"), 0, 0, "W1: a number is not a list (W1 is a list of rows of numbers)"},
    {with("b1", "3"), 0, 0, "b1: a number is not a list (b1 is a list of numbers)"},
    {with("W2", "null"), 0, 0, "W2: null is not a list"},
    {with("W1", "[]"), 0, 0, "W1: the list is empty (a network has at least one first-layer"},
    {with("W1", "[[], [], []]"), 0, 0, "W1[0]: the row is empty (a network has at least one input"},
    {with("W1", "[1, 2, 3]"), 0, 0, "W1[1]: a number is not a row"},
    {with("W1", "[1, 2, 3]"), 0, 0, "with one number per row write [[1], [2]]"},
    {with("W1", "[[1, 2], {}, [5, 6]]"), 0, 0, "W1[1]: an object is not a row"},
    {with("W1", "[[1, 2], [3, 4, 0], [5, 6]]"), 0, 0, "W1[1]: the row has 3 numbers, not 2"},
    {with("W1", "[[1, 2], [3, 4], []]"), 0, 0, "W1[2]: the row has 0 numbers, not 2"},
    {with("b1", "[1]"), 0, 0, "b1: the list has 1 number, not 3 (W1 has 3 rows"},
    {with("b1", "[[1], [2], [3]]"), 0, 0, "b1[2]: a list is not a number"},
    {with("W2", "[]"), 0, 0, "W2: the list is empty (there is no second-layer neuron"},
    {with("W2", "[-1, -2, -3]"), 0, 0, "W2[0]: a number is not a row"},
    {with("W2", "[[-1, -2, -3], [-1, -2]]"), 0, 0, "W2[1]: the row has 2 numbers, not 3"},
    {with("b2", "[1, 2, 3]"), 0, 0, "b2: the list has 3 numbers, not 2 (W2 has 2 rows"},
    // sizes
    {with("W1", copies(copies("1", 9), 3)), 0, 0, "W1: n0 = 9 inputs are too many"},
    {with("W1", copies("[1, 2]", 65)), 0, 0, "W1: n1 = 65 first-layer neurons are too many"},
    {with("W1", copies(copies("1", 8), 40)), 0, 0,
     "76904685 vertices and 37287120 rays; the limit is 10000000 in all); n1 up to"},
    {with("W2", copies("[]", 100'001)), 0, 0, "W2: more than 100000 rows"},
};

class MalformedNetwork : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedNetwork, IsRefusedAtItsPlace) {
  const Malformed& expected = GetParam();
  try {
    parse_network(expected.text, "a.json");
    FAIL() << "was read";
  } catch (const ConfigError& error) {
    const auto& problems = error.problems();
    const bool found = std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
      return problem.place.source == "a.json" && problem.place.line == expected.line &&
             problem.place.column == expected.column &&
             to_string(problem).find(expected.message) != std::string::npos;
    });
    EXPECT_TRUE(found) << "expected " << expected.line << ':' << expected.column << ": "
                       << expected.message << "\nin\n"
                       << std::string(error.what()).substr(0, 2000);
  }
}

INSTANTIATE_TEST_SUITE_P(Table, MalformedNetwork, testing::ValuesIn(malformed_texts));

TEST(MalformedNetworks, ShowAllTheirProblemsAtOnce) {
  try {
    parse_network(
        R"({"W1": [[1, 2], [3], 4, [5, "x"]], "b1": [1, null], "W2": [[1], [1, 2, 3, 4]],
            "b2": [], "b2": [], "B3": 0})",
        "-");
    FAIL();
  } catch (const ConfigError& error) {
    std::vector<std::string> lines;
    for (const Problem& problem : error.problems()) lines.push_back(problem.problem);
    EXPECT_EQ(lines,
              (std::vector<std::string>{
                  "W1[2]: a number is not a row", "W1[3][1]: the text 'x' is not a number",
                  "b1[1]: null is not a number", "duplicate key 'b2'", "unknown key 'B3'",
                  "W1[1]: the row has 1 number, not 2", "b1: the list has 2 numbers, not 4",
                  "W2[0]: the row has 1 number, not 4", "b2: the list has 0 numbers, not 2"}));
    EXPECT_EQ(error.problems().front().place.source, "standard input");
  }
}

TEST(MalformedNetworks, CountWhatTheyDoNotShow) {
  try {
    parse_network(with("b1", copies("null", 300)), "a.json");
    FAIL();
  } catch (const ConfigError& error) {
    ASSERT_EQ(error.problems().size(), 101U);
    // 300 values that are no numbers and one list that is too long.
    EXPECT_EQ(error.problems().back().problem, "201 more problems are not shown");
  }
}

TEST(ParseNetwork, ReadsEveryEntry) {
  const GivenNetwork network = parse_network("\xef\xbb\xbf" + with("", ""), "a.json");
  EXPECT_EQ(network.first_weights, (std::vector<std::vector<double>>{{1, 2}, {3, 4}, {5, 6}}));
  EXPECT_EQ(network.first_biases, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(network.second_weights, (std::vector<std::vector<double>>{{-1, -2, -3}, {1, 2, 3}}));
  EXPECT_EQ(network.second_biases, (std::vector<double>{-1, 1}));

  const ExactNetwork exact = exact_neuron(network, 1);
  EXPECT_EQ(exact.input_dimension, 2);
  EXPECT_EQ(exact.width(), 3);
  EXPECT_EQ(exact.rows[2], (RationalVector{Rational(5.0), Rational(6.0), Rational(3.0)}));
  EXPECT_EQ(exact.second_weights[0], Rational(1.0));
  EXPECT_EQ(exact.second_bias, Rational(1.0));
}

TEST(ParseNetwork, RoundsNumbersToTheNearestBinary64) {
  const auto read = [](const std::string& number) {
    return parse_network(first_weight(number), "a.json").first_weights[0][0];
  };
  const double smallest = std::numeric_limits<double>::denorm_min();
  // Decimal expansions of ties and their neighbours; ties go to the even significand.
  const std::vector<std::pair<std::string, double>> cases = {
      {"0.1", 0x1.999999999999ap-4},
      {"-0.0", -0.0},
      {"9007199254740993", 9007199254740992.0},
      {"9007199254740993.0", 9007199254740992.0},
      {"9007199254740993.00000000000000000000000000000000001", 9007199254740994.0},
      {"-9007199254740995", -9007199254740996.0},
      {"18446744073709551615", 18446744073709551616.0},
      {"18446744073709551617", 18446744073709551616.0},
      {"1.7976931348623157e308", DBL_MAX},
      {"1.7976931348623158e308", DBL_MAX},
      {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
      {"2.2250738585072012e-308", 0x1p-1022},
      {"4.9e-324", smallest},
      {"2.4703282292062327e-324", 0.0},
      {"2.4703282292062328e-324", smallest},
      {"7.4109846876186982e-324", 2 * smallest},
      {"7.4109846876186981e-324", smallest},
      {"1e-400", 0.0},
      {"0e999999999999", 0.0},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(read(text), expected) << text;
  EXPECT_EQ(read("0." + std::string(1000, '0') + "1e1001"), 1.0);
}

TEST(ReadNetworkFile, SaysWhyItCannot) {
  const auto message = [](const std::string& path) {
    try {
      read_network_file(path);
    } catch (const ConfigError& error) {
      return std::string(error.what());
    }
    return std::string("was read");
  };
  EXPECT_EQ(message("/nowhere/a.json"),
            "/nowhere/a.json: cannot be read (No such file or directory)");
  EXPECT_EQ(message(CENSUS_SOURCE_DIR),
            CENSUS_SOURCE_DIR ": cannot be read (it is a directory); name the JSON file in it");
  EXPECT_NE(message("/dev/zero").find("the file is too large (a network has at most 64 MiB)"),
            std::string::npos);
}

}  // namespace
}  // namespace census::unactivated
