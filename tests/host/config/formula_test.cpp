#include "host/config/formula.hpp"

#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace census {
namespace {

const std::vector<std::string> names{"n0", "n1"};
const Environment values{{"n0", 3}, {"n1", 5}};

/// Returns the error of a formula, of reading it or of its value.
FormulaError error_of(const std::string& text) {
  try {
    Formula(text, names).evaluate(values);
  } catch (const FormulaError& error) {
    return error;
  }
  return {};
}

TEST(Formula, HasIntegerValues) {
  const std::vector<std::tuple<const char*, std::int64_t>> cases{{"7", 7},
                                                                 {"-7", -7},
                                                                 {"1e3", 1000},
                                                                 {"n0", 3},
                                                                 {"n0 + 1", 4},
                                                                 {"2 * n1 - n0", 7},
                                                                 {"2^n0", 8},
                                                                 {"2^n0^2", 512},
                                                                 {"-n0^2", -9},
                                                                 {"(n1 + 1) / 2", 3},
                                                                 {"max(n0, n1, 4)", 5},
                                                                 {"min(n0, 2)", 2},
                                                                 {"n0 < n1 ? n0 : 10", 3},
                                                                 {"4^26", std::int64_t{1} << 52U},
                                                                 {"12345678901", 12345678901}};
  for (const auto& [text, value] : cases) {
    EXPECT_EQ(Formula(text, names).evaluate(values), value) << text;
  }
}

TEST(Formula, IsEvaluatedAnewForOtherValues) {
  const Formula formula("n0 * n1", names);
  EXPECT_EQ(formula.evaluate({{"n0", 2}, {"n1", 3}}), 6);
  EXPECT_EQ(formula.evaluate({{"n0", 4}, {"n1", 5}}), 20);
}

TEST(Formula, KnowsTheNamesItUses) {
  const Formula formula("n0 + 1", names);
  EXPECT_TRUE(formula.uses("n0"));
  EXPECT_FALSE(formula.uses("n1"));
  EXPECT_FALSE(Formula("17", names).uses("1"));
}

TEST(Formula, RefusesWhatIsNotAnInteger) {
  EXPECT_EQ(error_of("n0 / 2").problem, "'n0 / 2' is not an integer but 1.5");
  EXPECT_EQ(error_of("n0 / 2").why, "for n0 = 3");
  EXPECT_EQ(error_of("2.5").problem, "'2.5' is not an integer");
  for (const char* text : {"1 / 0", "0 / 0", "2^n1^4", "9e99", "sqrt(-1)", "2^-n0"}) {
    EXPECT_NE(error_of(text).problem.find("is not an integer"), std::string::npos) << text;
  }
}

TEST(Formula, RefusesWhatDoesNotParse) {
  for (const char* text : {"", "n0 +", "(n0", "n0)", "n0 n1", "1, 2", "n0 ? 1", "n0 = 4", "\"a\"",
                           "0x10", "n0 $ 2", "sin", "max()", "2(3)", "n0 += 1", "\xc3\xa9"}) {
    EXPECT_FALSE(error_of(text).problem.empty()) << text;
  }
  EXPECT_FALSE(error_of(std::string(2000, '(')).problem.empty());
}

TEST(Formula, SaysWhichNameIsUnknown) {
  const FormulaError error = error_of("n0 + nn * 2");
  EXPECT_EQ(error.problem, "unknown name 'nn'");
  EXPECT_EQ(error.why, "a formula may use the parameters above it: n0, n1");
  EXPECT_EQ(error.suggestion, "did you mean 'n0'?");
  EXPECT_EQ(error.offset, 5U);
}

TEST(ForValues, IsAPhrase) {
  EXPECT_EQ(for_values(values), "for n0 = 3, n1 = 5");
  EXPECT_EQ(for_values({}), "");
}

}  // namespace
}  // namespace census
