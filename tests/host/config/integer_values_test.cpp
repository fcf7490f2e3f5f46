#include "host/config/integer_values.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace census {
namespace {

const std::vector<std::string> names{"n0"};

/// The values that a YAML text gives to n1, and what is wrong with it.
class Values {
 public:
  explicit Values(const std::string& text) : node_(parse_yaml(text, "a")) {}

  std::vector<std::int64_t> at(std::int64_t n0) {
    std::vector<std::int64_t> values;
    for (const IntegerChoice& choice : values_.at({{"n0", n0}})) values.push_back(choice.value);
    return values;
  }

  bool valid() const { return values_.valid(); }
  bool uses_n0() const { return values_.uses("n0"); }

  std::string problems() const {
    try {
      problems_.throw_if_any();
    } catch (const ConfigError& error) {
      return error.what();
    }
    return {};
  }

 private:
  YamlNode node_;
  ProblemList problems_;
  IntegerValues values_{"n1", node_, names, problems_};
};

using Integers = std::vector<std::int64_t>;

TEST(IntegerValues, AreIntegersFormulasAndRanges) {
  EXPECT_EQ(Values("3").at(1), Integers{3});
  EXPECT_EQ(Values("n0 + 1").at(4), Integers{5});
  EXPECT_EQ(Values("n0 .. 2 * n0").at(3), (Integers{3, 4, 5, 6}));
  EXPECT_EQ(Values("-1 .. 1").at(1), (Integers{-1, 0, 1}));
  EXPECT_EQ(Values("[7, n0, 1 .. 2, 'n0 - 1']").at(9), (Integers{7, 9, 1, 2, 8}));
}

TEST(IntegerValues, KnowWhatTheyDependOn) {
  EXPECT_TRUE(Values("[1, 2 .. n0]").uses_n0());
  EXPECT_FALSE(Values("[1, 2 .. 3]").uses_n0());
}

TEST(IntegerValues, RefuseAConstantBeforeItIsUsed) {
  EXPECT_FALSE(Values("[1, 5/2]").valid());
  EXPECT_EQ(Values("[1, 5/2]").problems(), "a:1:5: '5/2' is not an integer but 2.5");
  EXPECT_EQ(Values("3 .. 1").problems(),
            "a:1:1: the range 3 .. 1 is empty; put the smaller end first");
  EXPECT_TRUE(Values("n0 / 2").valid());
}

TEST(IntegerValues, RefuseAFormulaOnceForAllValuesAbove) {
  Values values("[n0 / 2, n0]");
  EXPECT_EQ(values.at(4), (Integers{2, 4}));
  EXPECT_EQ(values.problems(), "");
  EXPECT_EQ(values.at(5), Integers{5});
  EXPECT_EQ(values.at(7), Integers{7});
  EXPECT_EQ(values.problems(), "a:1:2: 'n0 / 2' is not an integer but 2.5 (for n0 = 5)");
}

TEST(IntegerValues, PlaceAnErrorInsideTheText) {
  EXPECT_EQ(Values("[1, n0 .. 2 + nn]").problems(),
            "a:1:15: unknown name 'nn' (a formula may use the parameters above it: n0); did you "
            "mean 'n0'?");
}

TEST(IntegerValues, RefuseLongRangesAndLists) {
  EXPECT_TRUE(Values("1 .. 100000").valid());
  EXPECT_FALSE(Values("0 .. 100000").valid());
  EXPECT_FALSE(Values("-9007199254740992 .. 9007199254740992").valid());
  std::string list = "[1";
  for (int i = 0; i < 100'000; ++i) list += ",1";
  EXPECT_NE(Values(list + "]").problems().find("the list of n1 is too long"), std::string::npos);
}

}  // namespace
}  // namespace census
