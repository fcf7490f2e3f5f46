#include "host/ledger/tally_text.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(TallyText, ReadsBackAsTheSameTally) {
  const Tally tally({{"tally", "sum", MergeRule::sum, Integer(1) << 200},
                     {"tally", "least", MergeRule::minimum, -5},
                     {"tally", "least_id", MergeRule::witness, 7},
                     {"tally", "greatest", MergeRule::maximum, 0},
                     {"tally", "order", MergeRule::constant, 8}});
  EXPECT_EQ(parse_tally(tally_text(tally)), tally);
  EXPECT_EQ(tally_text(Tally({{"a", "b", MergeRule::sum, 3}})), R"([["a","b","sum","3"]])");
  EXPECT_EQ(parse_tally("[]"), Tally());
}

TEST(DifferingEntry, IsTheFirstThatOneOfTheTalliesHasNot) {
  const TallyEntry a{"tally", "a", MergeRule::sum, 1};
  const TallyEntry b{"tally", "b", MergeRule::sum, 2};
  const TallyEntry c{"stages", "a", MergeRule::sum, 3};
  EXPECT_EQ(differing_entry(Tally({a}), Tally({a, b, c})), "without tally.b");
  EXPECT_EQ(differing_entry(Tally({a, c}), Tally({a})), "with stages.a");
  EXPECT_EQ(differing_entry(Tally({b, a}), Tally({a, b})), "in another order");
}

TEST(TallyText, IsNotGuessedAt) {
  for (const char* text :
       {"", "[", "{}x", "[[1,2,3,4]]", R"([["a","b","sum"]])", R"([["a","b","add","3"]])",
        R"([["a","b","sum","x"]])", R"([["a","b","sum",""]])", R"([["a","b","sum","-"]])"}) {
    EXPECT_THROW(parse_tally(text), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace census
