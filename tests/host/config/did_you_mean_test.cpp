#include "host/config/did_you_mean.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace census {
namespace {

const std::vector<std::string> keys{"question", "seed", "points", "estimator", "stop"};

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("points", ""), 6U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("pionts", "points"), 1U);
  EXPECT_EQ(edit_distance("point", "points"), 1U);
  EXPECT_EQ(edit_distance("SEED", "seed"), 0U);
}

TEST(EditDistance, IsSymmetric) {
  for (const std::string& a : keys) {
    for (const std::string& b : keys) EXPECT_EQ(edit_distance(a, b), edit_distance(b, a));
  }
}

TEST(NearestName, FindsTheNameThatWasMeant) {
  EXPECT_EQ(nearest_name("pionts", keys), "points");
  EXPECT_EQ(nearest_name("quesiton", keys), "question");
  EXPECT_EQ(nearest_name("Seed", keys), "seed");
  EXPECT_EQ(nearest_name("stpo", keys), "stop");
  EXPECT_EQ(nearest_name("nn", std::vector<std::string>{"n0", "n1"}), "n0");
}

TEST(NearestName, DoesNotGuessWildly) {
  EXPECT_EQ(nearest_name("hypotheses", keys), std::nullopt);
  EXPECT_EQ(nearest_name("", keys), std::nullopt);
  EXPECT_EQ(nearest_name("x", std::vector<std::string>{"y"}), std::nullopt);
  EXPECT_EQ(nearest_name(std::string(100'000, 's'), keys), std::nullopt);
  EXPECT_EQ(nearest_name("seed", {}), std::nullopt);
}

TEST(DidYouMean, IsAQuestionOrNothing) {
  EXPECT_EQ(did_you_mean("sede", keys), "did you mean 'seed'?");
  EXPECT_EQ(did_you_mean("hypotheses", keys), "");
}

TEST(Listed, SeparatesWithCommas) {
  EXPECT_EQ(listed(std::vector<std::string>{"n0", "n1", "init"}), "n0, n1, init");
  EXPECT_EQ(listed({}), "");
}

}  // namespace
}  // namespace census
