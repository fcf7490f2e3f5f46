#include "host/report/draw_plots.hpp"

#include <gtest/gtest.h>

#include "host/report/gnuplot.hpp"
#include "tests/host/report/example_sweep.hpp"
#include "tests/host/report/gnuplot_stand_in.hpp"

namespace census {
namespace {

std::vector<Plot> example_plots() {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  rows[0].estimate->sample = Proportion{0, 1'000'000};
  return make_plots(config, rows);
}

TEST(DrawPlots, WritesScriptsAndDataAlsoWithoutGnuplot) {
  const OwnPath path;
  const TemporaryDirectory directory;
  const std::string plots = directory / "a/plots";
  const Figures drawn = draw_plots(plots, example_plots(), "relu-census report a");
  ASSERT_EQ(drawn.figures.size(), 3U);
  for (const Figure& figure : drawn.figures) {
    EXPECT_EQ(figure.svg, "");
    EXPECT_EQ(read_file(plots + "/" + figure.plot.name + ".gp"), figure.plot.script);
    EXPECT_EQ(read_file(plots + "/" + figure.plot.name + ".dat"), figure.plot.data);
    EXPECT_FALSE(std::filesystem::exists(plots + "/" + figure.plot.name + ".svg"));
  }
  EXPECT_TRUE(contains(drawn.problem, "gnuplot is not installed")) << drawn.problem;
  EXPECT_TRUE(contains(drawn.problem, "run 'relu-census report a'")) << drawn.problem;
}

TEST(DrawPlots, LeavesNoPictureOfOtherData) {
  const OwnPath path;
  const TemporaryDirectory directory;
  for (const char* name : {"probability.svg", "residuals.svg", "residuals.gp", "residuals.dat"}) {
    write_file(directory / name, "old");
  }
  write_file(directory / "mine.gp", "the user's");
  write_file(directory / "mean_ratio.svg", "old");
  std::vector<Plot> plots = example_plots();
  plots.erase(plots.begin() + 1);
  plots.push_back({.name = "mean_ratio", .title = {}, .caption = {}, .script = {}, .data = {}});
  draw_plots(directory / "", plots, "");
  for (const char* name : {"probability.svg", "residuals.svg", "residuals.gp", "residuals.dat"}) {
    EXPECT_FALSE(std::filesystem::exists(directory / name)) << name;
  }
  EXPECT_FALSE(std::filesystem::exists(directory / "mean_ratio.svg"));
  EXPECT_EQ(read_file(directory / "mine.gp"), "the user's");
}

TEST(DrawPlots, TellsWhyGnuplotFailedAndTriesOnce) {
  const OwnPath path;
  path.add_gnuplot("echo x >>tries; echo 'no such terminal' >&2; exit 1");
  const TemporaryDirectory directory;
  const Figures drawn = draw_plots(directory / "", example_plots(), "");
  EXPECT_EQ(drawn.problem, "gnuplot did not draw probability: no such terminal\n");
  EXPECT_EQ(read_file(directory / "tries"), "x\n");
}

TEST(DrawPlots, DrawsEveryPointWithGnuplot) {
  const TemporaryDirectory directory;
  write_file(directory / "nothing.gp", "");
  if (run_gnuplot(directory / "", "nothing.gp").end != GnuplotRun::End::drawn) {
    GTEST_SKIP() << "gnuplot is not installed";
  }
  const Figures drawn = draw_plots(directory / "", example_plots(), "");
  EXPECT_EQ(drawn.problem, "");
  ASSERT_EQ(drawn.figures.size(), 3U);
  for (const Figure& figure : drawn.figures) {
    EXPECT_TRUE(contains(figure.svg, "<svg")) << figure.plot.name;
    EXPECT_TRUE(contains(figure.svg, "unit-cauchy")) << figure.plot.name;
    // A mark for each point with a hit, and one for each of two initialisations in the legend.
    const std::size_t points = figure.plot.name == "residuals" ? 8 : 7;
    EXPECT_EQ(
        occurrences(figure.svg, "<use xlink:href='#gpPt") - occurrences(figure.svg, "' id='gpPt"),
        points + 2)
        << figure.plot.name;
  }
}

}  // namespace
}  // namespace census
