#include "host/config/numbers.hpp"

#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace census {
namespace {

const Place place{"--networks"};

/// Returns the message with which `parse` refuses `text`.
template <class Parse>
std::string refusal(Parse parse, const std::string& text) {
  try {
    parse(text, place);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

TEST(ParseCount, ReadsDigitsAndExponents) {
  const std::vector<std::tuple<const char*, std::uint64_t>> cases{
      {"0", 0},
      {"1", 1},
      {"1000000", 1'000'000},
      {"1e9", 1'000'000'000},
      {"1E9", 1'000'000'000},
      {"1e+9", 1'000'000'000},
      {"2.5e6", 2'500'000},
      {"0.001e6", 1000},
      {"10e-1", 1},
      {"5.0", 5},
      {"0e99999", 0},
      {"007", 7},
      {"9223372036854775808", std::uint64_t{1} << 63U},
      {"9007199254740993", 9007199254740993ULL},
      {"9.007199254740993e15", 9007199254740993ULL}};
  for (const auto& [text, value] : cases) {
    EXPECT_EQ(parse_count(text, place), value) << text;
  }
}

TEST(ParseCount, RefusesWithTheReason) {
  const std::vector<std::tuple<const char*, const char*>> cases{
      {"", "a count is written like"},
      {"x", "a count is written like"},
      {"1.5", "whole number"},
      {"1e-3", "whole number"},
      {"2.55e1", "whole number"},
      {"-4", "not negative"},
      {"-0", "not negative"},
      {"1e30", "the largest count is 2^63"},
      {"9223372036854775809", "2^63"},
      {"18446744073709551616", "2^63"},
      {"1e99999999999999999999", "2^63"},
      {"1e-99999999999", "whole number"},
      {"1_000", "did you mean 1000?"},
      {"1,000,000", "did you mean 1000000?"},
      {"1e", "a count is written like"},
      {"e9", "a count is written like"},
      {".5e1", "a count is written like"},
      {"5.e1", "a count is written like"},
      {"+5", "a count is written like"},
      {"0x10", "a count is written like"},
      {"1e9 ", "did you mean 1e9?"},
      {"inf", "a count is written like"}};
  for (const auto& [text, reason] : cases) {
    const std::string message =
        refusal([](auto... arguments) { return parse_count(arguments...); }, text);
    EXPECT_NE(message.find(reason), std::string::npos) << text << ": " << message;
    EXPECT_TRUE(message.starts_with("--networks: '")) << message;
  }
}

TEST(ParseSeed, ReadsAll64Bits) {
  EXPECT_EQ(parse_seed("0", place), 0U);
  EXPECT_EQ(parse_seed("20241206", place), 20241206U);
  EXPECT_EQ(parse_seed("18446744073709551615", place), std::numeric_limits<std::uint64_t>::max());
}

TEST(ParseSeed, RefusesEverythingElse) {
  for (const char* text : {"", "-1", "1e3", "18446744073709551616", "1.0", " 1", "1 ", "0x1"}) {
    const std::string message =
        refusal([](auto... arguments) { return parse_seed(arguments...); }, text);
    EXPECT_NE(message.find("is not a seed"), std::string::npos) << text;
  }
}

TEST(ParseDuration, ReadsSecondsAndUnits) {
  EXPECT_EQ(parse_duration("90", place), 90.0);
  EXPECT_EQ(parse_duration("0.5s", place), 0.5);
  EXPECT_EQ(parse_duration("15min", place), 900.0);
  EXPECT_EQ(parse_duration("1.5 h", place), 5400.0);
  EXPECT_EQ(parse_duration("2d", place), 172800.0);
  for (const char* text : {"", "h", "-1", "0", "5 weeks", "1h30", "1e308d", "inf", "nan s"}) {
    EXPECT_THROW(parse_duration(text, place), ConfigError) << text;
  }
}

TEST(ParseReal, ReadsDecimals) {
  EXPECT_EQ(parse_real("0.1"), 0.1);
  EXPECT_EQ(parse_real("-3"), -3.0);
  EXPECT_EQ(parse_real("+2"), 2.0);
  EXPECT_EQ(parse_real("1e-9"), 1e-9);
}

TEST(ParseReal, IsNothingForWords) {
  for (const char* text : {"", "nan", "inf", ".inf", "1x", "0x1p3", "1e999", "--1", "+-1", "1 2"}) {
    EXPECT_EQ(parse_real(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace census
