#include "host/report/plot_axis.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace census {
namespace {

AxisRange range(double low, double high) {
  AxisRange range;
  range.include(low);
  range.include(high);
  return range;
}

TEST(AxisRange, LeavesAMarginAndNeverVanishes) {
  EXPECT_TRUE(AxisRange().empty());
  const AxisRange wide = range(0.0, 12.0).with_margin();
  EXPECT_DOUBLE_EQ(wide.low(), -1.0);
  EXPECT_DOUBLE_EQ(wide.high(), 13.0);
  const AxisRange point = range(5.0, 5.0).with_margin();
  EXPECT_LT(point.low(), 5.0);
  EXPECT_GT(point.high(), 5.0);
  const AxisRange logarithmic = range(1e-6, 1e-6).with_logarithmic_margin();
  EXPECT_NEAR(logarithmic.ratio(), 3.0, 1e-9);
  EXPECT_GT(logarithmic.low(), 0.0);
}

TEST(LogarithmicTics, AreRoundNumbers) {
  EXPECT_EQ(logarithmic_tics(range(0.02, 0.4)),
            "set ytics (\"0.01\" 1e-2, \"0.02\" 2e-2, \"0.05\" 5e-2, \"0.1\" 1e-1, \"0.2\" 2e-1, "
            "\"0.5\" 5e-1, \"1\" 1e0, \"2\" 2e0, \"5\" 5e0)\n");
  EXPECT_EQ(logarithmic_tics(range(2e-7, 2e-2)),
            "set ytics (\"1e-7\" 1e-7, \"1e-6\" 1e-6, \"1e-5\" 1e-5, \"1e-4\" 1e-4, \"0.001\" "
            "1e-3, \"0.01\" 1e-2, \"0.1\" 1e-1)\n");
  // Some are there even where the values hardly differ.
  EXPECT_NE(logarithmic_tics(range(0.14, 0.17)).find("\"0.15\" 1.5e-1"), std::string::npos);
}

TEST(IntegerTics, AreTheValuesWhileThereAreFew) {
  EXPECT_EQ(integer_tics({8, 12, 16}), "set xtics (8, 12, 16)\n");
  EXPECT_EQ(integer_tics({4}), "set xtics (4)\n");
  std::set<double> many;
  for (int i = 1; i <= 42; ++i) many.insert(i);
  EXPECT_EQ(integer_tics(many), "set xtics 5\n");
  EXPECT_EQ(integer_tics({1, 2, 64}), "set xtics 5\n");
}

TEST(LeastDistance, OfOneValueIsOne) {
  EXPECT_EQ(least_distance({3, 4.5, 8}), 1.5);
  EXPECT_EQ(least_distance({3}), 1.0);
}

}  // namespace
}  // namespace census
