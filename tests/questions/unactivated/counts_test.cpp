#include "cuda/questions/unactivated/counts.hpp"

#include <gtest/gtest.h>

namespace census::unactivated {
namespace {

TEST(Counts, SumByVerdictAndByStage) {
  Counts counts;
  counts.add(Stage::screen, Verdict::activated);
  counts.add(Stage::screen, Verdict::activated);
  counts.add(Stage::elimination, Verdict::unactivated);
  counts.add(Stage::exact, Verdict::degenerate);
  Counts more;
  more.add(Stage::elimination, Verdict::activated);
  counts.merge(more);

  const Tally tally = to_tally(counts);
  EXPECT_EQ(tally.at("tally", "unactivated"), 1);
  EXPECT_EQ(tally.at("tally", "activated"), 3);
  EXPECT_EQ(tally.at("tally", "degenerate"), 1);
  EXPECT_EQ(tally.at("stages", "screen"), 2);
  EXPECT_EQ(tally.at("stages", "elimination"), 2);
  EXPECT_EQ(tally.at("stages", "exact"), 1);
}

}  // namespace
}  // namespace census::unactivated
