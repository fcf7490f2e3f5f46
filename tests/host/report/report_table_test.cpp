#include "host/report/report_table.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

std::string cell(const ReportTable& table, std::size_t row, const std::string& header) {
  const auto at = std::find_if(table.columns.begin(), table.columns.end(),
                               [&](const Column& column) { return column.header == header; });
  if (at == table.columns.end()) return "no column " + header;
  return table.rows.at(row).at(static_cast<std::size_t>(at - table.columns.begin()));
}

TEST(ResultsTable, ShowsWhatWasCountedAndWhatItMeans) {
  const SweepConfig config = example_config(
      "hypotheses:\n  - {name: a, at_least: 0.01}\n  - {name: b, where: n0 == 2, probability: "
      "1/8}\n");
  const std::vector<SweepRow> rows = example_rows(config);
  const ReportTable table = results_table(rows, judge(config, rows));
  ASSERT_EQ(table.rows.size(), 8U);
  EXPECT_EQ(cell(table, 6, "#"), "7");
  EXPECT_EQ(cell(table, 6, "n1"), "3");
  EXPECT_EQ(cell(table, 6, "networks"), "1,000,000");
  EXPECT_EQ(cell(table, 6, "P ± error"), "0.07812 ± 0.00027");
  EXPECT_EQ(cell(table, 6, "95 % interval"), "[0.0775, 0.0787]");
  EXPECT_EQ(cell(table, 6, "method"), "clopper-pearson");
  EXPECT_EQ(cell(table, 6, "theory"), "5/64 = 0.078125");
  EXPECT_EQ(cell(table, 6, "z"), "+0.00");
  EXPECT_EQ(cell(table, 6, "verdict"), "H1 CONSISTENT, H2 REFUTED");
  EXPECT_EQ(cell(table, 0, "verdict"), "H1 CONSISTENT");
}

TEST(ResultsTable, HasAllCellsOfPointsWithoutAResult) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  fail(rows[0], "out of memory");
  rows[1].estimate->asked.count += 1;
  rows[2].estimate->sample = Proportion{0, 1'000'000};
  const ReportTable results = results_table(rows, {});
  const ReportTable origins = origins_table(rows);
  for (const ReportTable& table : {results, origins}) {
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size());
  }
  EXPECT_EQ(cell(results, 0, "P ± error"), "failed");
  EXPECT_EQ(cell(results, 0, "z"), "-");
  EXPECT_EQ(cell(origins, 0, "P ± error"), "failed");
  EXPECT_EQ(cell(results, 1, "networks"), "1,000,000 (partial)");
  EXPECT_EQ(cell(results, 2, "P ± error"), "< 3.69e-06");
}

TEST(OriginsTable, ShowsWhichNetworksWereCounted) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  rows[1].estimate->ranges = {{0, 10}, {90, 10}};
  rows[2].estimate->networks = 0;
  const ReportTable table = origins_table(rows);
  EXPECT_EQ(cell(table, 0, "seed"), "1");
  EXPECT_EQ(cell(table, 0, "ids"), "0 .. 999999");
  EXPECT_EQ(cell(table, 1, "ids"), "0 .. 9, 90 .. 99");
  EXPECT_EQ(cell(table, 2, "ids"), "-");
  EXPECT_EQ(cell(table, 0, "seconds"), "0.5");
  EXPECT_EQ(cell(table, 0, "networks/s"), "2e6");
  EXPECT_EQ(cell(table, 0, "backend"), "cpu");
}

TEST(ResultsTable, NumbersParametersThatAreObjects) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  rows[0].parameters["init"] = {{"scale", 2}};
  const ReportTable table = results_table(rows, {});
  EXPECT_EQ(cell(table, 0, "init"), "(1)");
  EXPECT_EQ(table.footnotes, std::vector<std::string>{"(1) init = {\"scale\":2}"});
}

}  // namespace
}  // namespace census
