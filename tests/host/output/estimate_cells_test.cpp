#include "host/output/estimate_cells.hpp"

#include <gtest/gtest.h>

namespace census {
namespace {

TEST(EstimateCells, ShowADashWhereThereIsNothing) {
  EXPECT_EQ(degenerate_cell({}), "-");
  EXPECT_EQ(theory_cell({}), "-");
}

TEST(EstimateCells, ShowNumbersForReading) {
  EXPECT_EQ(degenerate_cell(Tally({{"tally", "degenerate", MergeRule::sum, 12'345}})), "12,345");
  EXPECT_EQ(theory_cell({0.078125, "5/64", ""}), "5/64 = 0.078125");
  EXPECT_EQ(theory_cell({0.25, "", ""}), "0.25");
}

}  // namespace
}  // namespace census
