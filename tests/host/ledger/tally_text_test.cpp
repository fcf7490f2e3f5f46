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

TEST(TallyText, IsNotGuessedAt) {
  for (const char* text :
       {"", "[", "{}x", "[[1,2,3,4]]", R"([["a","b","sum"]])", R"([["a","b","add","3"]])",
        R"([["a","b","sum","x"]])", R"([["a","b","sum",""]])", R"([["a","b","sum","-"]])"}) {
    EXPECT_THROW(parse_tally(text), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace census
