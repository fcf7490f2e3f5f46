#include "host/report/plot.hpp"

#include <limits>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/host/commands/program.hpp"
#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

/// The lines of the blocks of a data file, without comments.
std::vector<std::vector<std::string>> blocks(const std::string& data) {
  std::vector<std::vector<std::string>> all(1);
  std::istringstream lines(data);
  int blank = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#")) continue;
    blank = line.empty() ? blank + 1 : 0;
    if (blank == 2) all.emplace_back();
    if (!line.empty()) all.back().push_back(line);
  }
  return all;
}

TEST(MakePlots, MakesThoseThatTheSweepHasDataFor) {
  const SweepConfig config = example_config();
  const std::vector<Plot> plots = make_plots(config, example_rows(config));
  ASSERT_EQ(plots.size(), 3U);
  for (std::size_t i = 0; i < plots.size(); ++i) EXPECT_EQ(plots[i].name, plot_names[i]);
  EXPECT_TRUE(make_plots(config, {}).empty());
  const SweepConfig beyond = read_sweep_text(
      "points: {n0: 1, n1: [3, 4]}\nestimator: plain\nstop: {networks: 1e6}\n", "b.yaml");
  EXPECT_EQ(make_plots(beyond, example_rows(beyond)).size(), 2U) << "no theorem, no residuals";
}

TEST(ProbabilityPlot, HasABlockForEverySeriesAndOneForTheTheory) {
  const SweepConfig config = example_config();
  const Plot plot = probability_plot(plot_data(config, example_rows(config))).value();
  const auto series = blocks(plot.data);
  ASSERT_EQ(series.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) ASSERT_EQ(series[i].size(), 2U);
  // Four points at n1 = 2, side by side around it: this is the last of them.
  EXPECT_TRUE(series[3][0].starts_with("2 0.125 0.12435")) << series[3][0];
  EXPECT_TRUE(series[3][0].ends_with(" 0.125 1.5 6")) << series[3][0];
  EXPECT_EQ(series[4], (std::vector<std::string>{"1 0.25", "2 0.125", "2 0.1875", "3 0.078125"}));
  EXPECT_TRUE(contains(plot.data, "# series 3: n0 = 2, unit-cauchy\n"));
  EXPECT_TRUE(contains(plot.script, "series = 4 "));
  EXPECT_TRUE(contains(plot.script, "title 'theory'"));
  EXPECT_TRUE(contains(plot.script, "set logscale y"));
}

TEST(ProbabilityPlot, ShowsAnUpperLimitWhereThereIsNoHit) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  EXPECT_FALSE(contains(probability_plot(plot_data(config, rows))->script, "no_hit($2"));
  rows[0].estimate->sample = Proportion{0, 1'000'000};
  const Plot plot = probability_plot(plot_data(config, rows)).value();
  EXPECT_TRUE(contains(plot.script, "no_hit($2"));
  EXPECT_TRUE(contains(plot.caption, "upper limit"));
  EXPECT_TRUE(blocks(plot.data)[0][0].starts_with("1 0 0 3.688")) << plot.data;
}

TEST(ScaledPlot, MultipliesByTheNaturalScale) {
  const SweepConfig config = example_config();
  const Plot plot = scaled_plot(plot_data(config, example_rows(config))).value();
  EXPECT_EQ(blocks(plot.data)[4], (std::vector<std::string>{"1 4", "2 3", "2 8", "3 5"}));
  EXPECT_FALSE(contains(plot.script, "set logscale"));
  EXPECT_TRUE(contains(plot.script, "set ylabel '4^(n0+1) × P(unactivated)'"));
  PlotData without = plot_data(config, example_rows(config));
  without.scale_label = "";
  EXPECT_FALSE(scaled_plot(without).has_value());
}

TEST(MeasurePlot, HasEveryPointWithTheMeasureAndABlockForEverySeries) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  AveragedCounts counts;
  counts.networks = 1'000'000;
  counts.group_order = 4;
  counts.sum = 1'000'000;
  counts.sum_of_squares = 2'000'000;
  counts.greatest = 2;
  // The second series, n0 = 1 with unit-cauchy, has none.
  for (const std::size_t row : {0U, 2U, 4U, 5U, 6U, 7U}) {
    rows[row].estimate->measures = {
        {"living_ratio", counts, {.value = 0.375, .lower_bound = 0.125, .upper_bound = 1e-9}}};
  }
  rows[4].estimate->measures[0].sample = AveragedCounts{.networks = 1'000'000, .group_order = 4};
  const std::vector<Plot> plots = make_plots(config, rows);
  ASSERT_EQ(plots.size(), 4U);
  const Plot& plot = plots.back();
  EXPECT_EQ(plot.name, "mean_living_ratio");
  EXPECT_EQ(plot.title, "The mean E[living ratio]");
  const auto series = blocks(plot.data);
  ASSERT_EQ(series.size(), 6U) << "four series, theory, bounds";
  EXPECT_TRUE(series[0][0].starts_with("1 0.25 0.24")) << series[0][0];
  EXPECT_TRUE(series[1][0].starts_with("NaN NaN")) << series[1][0];
  EXPECT_EQ(series[4], (std::vector<std::string>{"1 0.375", "2 0.375", "3 0.375"}));
  EXPECT_TRUE(contains(plot.script, "set ylabel 'E[living ratio]'"));
  EXPECT_TRUE(contains(plot.caption, "the number was 0 in every network")) << plot.caption;
}

TEST(MeasurePlot, IsLinearWhereTheValuesAllowIt) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  for (SweepRow& row : rows) {
    const auto third = row.estimate->networks / 3;
    row.estimate->measures = {{"share", Proportion{third, row.estimate->networks}, {}}};
  }
  const PlotData data = plot_data(config, rows);
  EXPECT_FALSE(contains(measure_plot(data, "share").script, "set logscale"));
  rows[0].estimate->measures[0].sample = Proportion{3000, 1'000'000};
  const Plot plot = measure_plot(plot_data(config, rows), "share");
  EXPECT_TRUE(contains(plot.script, "set logscale y"));
  EXPECT_TRUE(contains(plot.caption, "on a logarithmic scale"));
}

TEST(ValuePlots, ShowBoundsThatAreNearWhatWasCounted) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  const auto range = [&](double bound) {
    for (SweepRow& row : rows) row.estimate->theory.lower_bound = bound;
    const std::string script = probability_plot(plot_data(config, rows))->script;
    const std::size_t at = script.find("set yrange [");
    return std::stod(script.substr(at + 12));
  };
  EXPECT_LT(range(0.02), 0.02);
  EXPECT_GT(range(1e-6), 0.02);
}

TEST(ResidualsPlot, HasEveryPointWithATheorem) {
  const SweepConfig config = example_config();
  PlotData data = plot_data(config, example_rows(config));
  data.series[1].points[0].value.z = 4.0;
  data.series[1].points[1].value.z = std::numeric_limits<double>::infinity();
  data.series[2].points[0].value.z.reset();
  const Plot plot = residuals_plot(data).value();
  const auto series = blocks(plot.data);
  ASSERT_EQ(series.size(), 5U);
  EXPECT_EQ(series[1][0], "2 4 1");
  EXPECT_EQ(series[1][1], "4 NaN 2");
  EXPECT_EQ(series[2].size(), 2U) << "one point, and the line that keeps a block from being empty";
  EXPECT_EQ(series[4], std::vector<std::string>{"4 1"});
  EXPECT_TRUE(contains(plot.script, "set yrange [-4.6:4.6]"));
}

}  // namespace
}  // namespace census
