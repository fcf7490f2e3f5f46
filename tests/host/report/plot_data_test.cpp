#include "host/report/plot_data.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

SweepConfig sweep_over(const std::string& points) {
  return read_sweep_text("points: " + points + "\nestimator: plain\nstop: {networks: 1e6}\n",
                         "sweep.yaml");
}

PlotData data_of(const SweepConfig& config) { return plot_data(config, example_rows(config)); }

TEST(PlotData, GivesTheFirstParameterColoursAndTheOthersMarks) {
  const PlotData data = data_of(example_config());
  EXPECT_EQ(data.x_name, "n1");
  EXPECT_EQ(data.colours, (std::vector<std::string>{"n0 = 1", "n0 = 2"}));
  EXPECT_EQ(data.marks, (std::vector<std::string>{"unit-normal", "unit-cauchy"}));
  ASSERT_EQ(data.series.size(), 4U);
  const PlotSeries& last = data.series[3];
  EXPECT_EQ(last.label, "n0 = 2, unit-cauchy");
  EXPECT_EQ(last.colour, 1U);
  EXPECT_EQ(last.mark, 1U);
  ASSERT_EQ(last.points.size(), 2U);
  EXPECT_EQ(last.points[1].x, 3.0);
  EXPECT_EQ(last.points[1].number, 8U);
  EXPECT_EQ(last.points[1].value.theory, 5.0 / 64.0);
  EXPECT_EQ(data.scale_label, "4^(n0+1)");
  EXPECT_EQ(last.points[1].scale, 64.0);
}

TEST(PlotData, TellsNoSeriesApartByWhatXDetermines) {
  const PlotData data =
      data_of(sweep_over("{n0: 1 .. 3, n1: n0 + 2, init: [unit-normal, unit-cauchy]}"));
  EXPECT_EQ(data.x_name, "n1");
  ASSERT_EQ(data.series.size(), 2U);
  EXPECT_EQ(data.series[0].points.size(), 3U);
  EXPECT_TRUE(data.marks.empty());
  EXPECT_EQ(data.series[1].mark, 1U) << "one parameter has both colours and marks";
}

TEST(PlotData, PutsAnotherParameterOnTheAxisWhenTheLastIsFixed) {
  EXPECT_EQ(data_of(sweep_over("{n0: 1 .. 3, n1: 6}")).x_name, "n0");
}

TEST(PlotData, OfOnePointIsOneSeriesWithoutAName) {
  const PlotData data = data_of(sweep_over("{n0: 2, n1: 4}"));
  EXPECT_EQ(data.x_name, "n1");
  ASSERT_EQ(data.series.size(), 1U);
  EXPECT_EQ(data.series[0].label, "");
}

TEST(PlotData, LeavesOutWhatHasNoEstimateAndSortsByX) {
  const SweepConfig config = sweep_over("{n0: 1, n1: [5, 3, 4]}");
  std::vector<SweepRow> rows = example_rows(config);
  fail(rows[2], "reason");
  const PlotData data = plot_data(config, rows);
  ASSERT_EQ(data.series[0].points.size(), 2U);
  EXPECT_EQ(data.series[0].points[0].x, 3.0);
  EXPECT_EQ(data.series[0].points[0].number, 2U);
  EXPECT_TRUE(plot_data(config, {}).series.empty());
}

/// A measure of each network, from 0 to `most`, whose sum over the networks is `sum`.
Measure measure_with_mean(const std::string& name, int sum, int most, Theory theory = {}) {
  AveragedCounts counts;
  counts.networks = 100;
  counts.group_order = most;
  counts.sum = counts.sum_of_squares = sum;
  counts.least = 0;
  counts.greatest = sum > 0 ? 1 : 0;
  return {name, counts, std::move(theory)};
}

TEST(PlotData, HasTheMeasuresOfEveryPoint) {
  const SweepConfig config = sweep_over("{n0: [1, 2], n1: [2, 3]}");
  std::vector<SweepRow> rows = example_rows(config);
  rows[2].estimate->measures = {
      measure_with_mean("living_ratio", 50, 10, {.value = 0.06, .lower_bound = 0.01})};
  const PlotData data = plot_data(config, rows);
  EXPECT_EQ(measures_of(data), std::vector<std::string>{"living_ratio"});
  const PlotData measured = data_of_measure(data, "living_ratio");
  EXPECT_EQ(measured.quantity.symbol, "E[living ratio]");
  EXPECT_FALSE(measured.quantity.is_probability);
  ASSERT_EQ(measured.series.size(), 2U) << "a series without points keeps its colour";
  EXPECT_TRUE(measured.series[0].points.empty());
  ASSERT_EQ(measured.series[1].points.size(), 1U);
  const PlotPoint& point = measured.series[1].points[0];
  EXPECT_EQ(point.number, 3U);
  EXPECT_EQ(point.value.estimate, 0.05);
  EXPECT_LT(point.value.interval.low, 0.05);
  EXPECT_GT(point.value.interval.high, 0.05);
  EXPECT_EQ(point.value.theory, 0.06);
  EXPECT_EQ(point.value.bounds, std::vector<double>{0.01});
  EXPECT_LT(point.value.z.value(), 0.0);
}

TEST(PlotData, HasNoMeasureThatIsTheNumberOnItsNaturalScale) {
  const SweepConfig config = sweep_over("{n0: 1, n1: [3, 4]}");
  std::vector<SweepRow> rows = example_rows(config);
  for (SweepRow& row : rows) {
    row.estimate->sample = Proportion{5, 100};
    // 4^(n0+1) = 16.
    row.estimate->measures = {measure_with_mean("scaled", 80, 1)};
  }
  EXPECT_TRUE(measures_of(plot_data(config, rows)).empty());
  rows[1].estimate->measures = {measure_with_mean("scaled", 81, 1)};
  EXPECT_EQ(measures_of(plot_data(config, rows)).size(), 1U);
}

}  // namespace
}  // namespace census
