#include "host/report/plot_style.hpp"

#include <cmath>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "tests/host/commands/program.hpp"
#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

TEST(GnuplotString, IsOneStringWhateverItHolds) {
  EXPECT_EQ(gnuplot_string("n0 = 1"), "'n0 = 1'");
  EXPECT_EQ(gnuplot_string("it's `date` \"x\""), "'it''s `date` \"x\"'");
  EXPECT_EQ(gnuplot_string("two\nlines"), "'two\\nlines'");
}

TEST(Palette, HasDifferentColoursForAnyNumberOfSeries) {
  EXPECT_TRUE(palette(0).empty());
  EXPECT_EQ(palette(1).front(), "#0072b2");
  for (const std::size_t count : {2U, 7U, 8U, 40U}) {
    const std::vector<std::string> colours = palette(count);
    EXPECT_EQ(std::set<std::string>(colours.begin(), colours.end()).size(), count);
    for (const std::string& colour : colours) EXPECT_EQ(colour.size(), 7U);
  }
  EXPECT_EQ(palette(8).front(), "#440154");
}

TEST(LegendEntries, ShowColoursAndMarksOnceEach) {
  PlotData data;
  data.series.resize(1);
  EXPECT_EQ(legend_entries(data), "");
  data.series.resize(6);
  data.colours = {"n0 = 1", "n0 = 2"};
  data.marks = {"unit-normal", "unit-cauchy", "unit-laplace"};
  const std::string text = legend_entries(data);
  EXPECT_EQ(occurrences(text, "keyentry"), 5U);
  EXPECT_TRUE(contains(text, "title 'n0 = 2'"));
  EXPECT_TRUE(contains(text, "title 'unit-laplace'"));
}

TEST(LegendEntries, AreLimited) {
  PlotData data;
  data.series.resize(40);
  for (int i = 0; i < 40; ++i) data.colours.push_back("n0 = " + std::to_string(i));
  const std::string text = legend_entries(data);
  EXPECT_EQ(occurrences(text, "keyentry"), 20U);
  EXPECT_TRUE(contains(text, "title 'and 21 more'"));
}

TEST(DataNumber, IsReadBackByGnuplot) {
  EXPECT_EQ(data_number(0.1), "0.1");
  EXPECT_EQ(data_number(std::nan("")), "NaN");
  EXPECT_EQ(data_number(std::numeric_limits<double>::infinity()), "NaN");
}

}  // namespace
}  // namespace census
