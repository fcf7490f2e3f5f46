#include "host/error.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(Problem, IsWrittenWithPlaceReasonAndSuggestion) {
  const Problem problem{{"configs/a.yaml", 3, 5},
                        "unknown key 'pionts'",
                        "a sweep has the keys question, seed, points",
                        "did you mean 'points'?"};
  EXPECT_EQ(to_string(problem),
            "configs/a.yaml:3:5: unknown key 'pionts' (a sweep has the keys question, seed, "
            "points); did you mean 'points'?");
}

TEST(Problem, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(to_string(Problem{{"--seed"}, "'x' is not a seed", {}, {}}),
            "--seed: 'x' is not a seed");
  EXPECT_EQ(to_string(Problem{{}, "nothing to do", "no points", {}}), "nothing to do (no points)");
  EXPECT_EQ(to_string(Problem{{"a", 7, 0}, "wrong", {}, "stop"}), "a:7: wrong; stop");
}

TEST(ConfigError, ShowsALineForEachProblemInOrder) {
  const ConfigError error({Problem{{"a", 1, 2}, "first", {}, {}}, {{"a", 2, 1}, "second", {}, {}}});
  EXPECT_STREQ(error.what(), "a:1:2: first\na:2:1: second");
  ASSERT_EQ(error.problems().size(), 2U);
  EXPECT_EQ(error.problems()[1].place.line, 2);
}

TEST(ConfigError, HoldsASingleProblem) {
  const ConfigError error(Problem{{"a", 1, 2}, "only", {}, {}});
  EXPECT_STREQ(error.what(), "a:1:2: only");
  EXPECT_EQ(error.problems().size(), 1U);
}

}  // namespace
}  // namespace census
