#include "host/report/data_dictionary.hpp"

#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "cuda/census/count_moments.hpp"
#include "host/report/report_table.hpp"
#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

using Place = ColumnMeaning::Place;

std::set<std::string> names(const Question& question, Place place) {
  std::set<std::string> all;
  for (const ColumnMeaning& column : data_dictionary(question)) {
    if (column.place == place || column.place == Place::both) all.insert(column.name);
  }
  return all;
}

/// The header of a file that has a row of every kind.
std::set<std::string> csv_columns() {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  rows[1].estimate->tally = to_tally(CountMoments{}, 8, CountStage::elimination);
  fail(rows[2], "reason");
  const std::string csv = sweep_csv(rows);
  std::istringstream header(csv.substr(0, csv.find('\n')));
  std::set<std::string> columns;
  for (std::string name; std::getline(header, name, ',');) columns.insert(name);
  return columns;
}

TEST(DataDictionary, HasEveryColumnOfTheCsvFileAndNoOther) {
  EXPECT_EQ(names(*find_question("unactivated"), Place::csv), csv_columns());
}

TEST(DataDictionary, HasEveryColumnOfTheTablesAndNoOther) {
  const SweepConfig config = example_config();
  const std::vector<SweepRow> rows = example_rows(config);
  std::set<std::string> columns = {"command"};  // HTML folds it up beside the table
  for (const ReportTable& table : {results_table(rows, {}), origins_table(rows)}) {
    for (const Column& column : table.columns) columns.insert(column.header);
  }
  EXPECT_EQ(names(*find_question("unactivated"), Place::table), columns);
}

TEST(DataDictionary, SaysSomethingAboutEachColumnOnce) {
  std::set<std::string> seen;
  for (const ColumnMeaning& column : data_dictionary(*find_question("unactivated"))) {
    EXPECT_TRUE(seen.insert(column.name).second) << column.name;
    EXPECT_GT(column.meaning.size(), 10U) << column.name;
    EXPECT_FALSE(place_name(column.place).empty());
  }
}

}  // namespace
}  // namespace census
