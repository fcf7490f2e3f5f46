#include "host/config/problem_list.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(ProblemList, ThrowsInTheOrderOfPlaces) {
  ProblemList problems;
  EXPECT_NO_THROW(problems.throw_if_any());
  problems.add({"a", 2, 1}, "third");
  problems.add({"a", 1, 5}, "second", "why", "suggestion");
  problems.add(ConfigError(Problem{{"a", 1, 1}, "first", {}, {}}));
  try {
    problems.throw_if_any();
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "a:1:1: first\na:1:5: second (why); suggestion\na:2:1: third");
  }
}

TEST(ProblemList, KeepsAProblemOnce) {
  ProblemList problems;
  problems.add({"a", 1, 1}, "same", "for n0 = 1");
  problems.add({"a", 1, 1}, "same", "for n0 = 2");
  problems.add({"a", 1, 1}, "other");
  try {
    problems.throw_if_any();
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_EQ(error.problems().size(), 2U);
  }
}

TEST(ProblemList, SaysHowManyAreNotShown) {
  ProblemList problems;
  for (int line = 1; line <= 250; ++line) problems.add({"a", line, 1}, "wrong");
  try {
    problems.throw_if_any();
    FAIL();
  } catch (const ConfigError& error) {
    ASSERT_EQ(error.problems().size(), ProblemList::most_problems + 1);
    EXPECT_EQ(error.problems().back().problem, "150 more problems are not shown");
  }
}

}  // namespace
}  // namespace census
