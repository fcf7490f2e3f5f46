#include "host/output/sweep_rows.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/host/output/example_estimate.hpp"

namespace census {
namespace {

SweepRow row_of(const Estimate& estimate) {
  return {.question = estimate.question,
          .parameters = estimate.parameters,
          .seed = estimate.seed,
          .estimate = estimate,
          .failure = {}};
}

SweepRow failed_row() {
  return {.question = "unactivated",
          .parameters = {{"n0", 9}, {"n1", 9}, {"init", "unit-normal"}},
          .seed = 1,
          .estimate = {},
          .failure = "out of memory, twice"};
}

// Enough of a reader for what these tests write: no line breaks within cells.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string>& cells = rows.emplace_back(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
  }
  return rows;
}

std::string cell(const std::vector<std::vector<std::string>>& csv, std::size_t row,
                 const std::string& column) {
  const auto at = std::find(csv[0].begin(), csv[0].end(), column);
  if (at == csv[0].end()) return "no column " + column;
  return csv[row][static_cast<std::size_t>(at - csv[0].begin())];
}

TEST(SweepCsv, HasACellForEveryColumnOfEveryRow) {
  const auto csv = parse_csv(
      sweep_csv({row_of(example_estimate()), failed_row(), row_of(estimate_without_hits())}));
  ASSERT_EQ(csv.size(), 4U);
  for (const auto& row : csv) EXPECT_EQ(row.size(), csv[0].size());
  EXPECT_EQ(cell(csv, 1, "n1"), "3");
  EXPECT_EQ(cell(csv, 1, "unactivated"), "78225");
  EXPECT_EQ(cell(csv, 1, "degenerate"), "1");
  EXPECT_EQ(cell(csv, 1, "theory_fraction"), "5/64");
  EXPECT_EQ(cell(csv, 1, "status"), "done");
  EXPECT_EQ(cell(csv, 2, "status"), "failed");
  EXPECT_EQ(cell(csv, 2, "failure"), "out of memory, twice");
  EXPECT_EQ(cell(csv, 2, "networks"), "");
  EXPECT_EQ(cell(csv, 3, "theory_probability"), "");
  EXPECT_EQ(cell(csv, 3, "z_score"), "");
  EXPECT_EQ(cell(csv, 3, "version"), RELU_CENSUS_VERSION);
}

TEST(SweepCsv, KeepsFullPrecision) {
  const Estimate estimate = example_estimate();
  const auto csv = parse_csv(sweep_csv({row_of(estimate)}));
  EXPECT_EQ(std::strtod(cell(csv, 1, "interval_low").c_str(), nullptr), estimate.interval().low);
  EXPECT_EQ(std::strtod(cell(csv, 1, "standard_error").c_str(), nullptr),
            estimate.standard_error());
  EXPECT_EQ(std::strtod(cell(csv, 1, "z_score").c_str(), nullptr), estimate.z_score().value());
}

TEST(SweepCsv, QuotesParametersThatAreObjects) {
  Estimate estimate = example_estimate();
  estimate.parameters["init"] = {{"first_weights", {{"scale", 2}}}, {"x", 1}};
  EXPECT_NE(sweep_csv({row_of(estimate)}).find(R"(,"{""first_weights"":{""scale"":2},""x"":1}",)"),
            std::string::npos);
}

TEST(SweepJson, HoldsEstimatesAndFailures) {
  const auto json = sweep_json({row_of(example_estimate()), failed_row()}, 2);
  ASSERT_EQ(json["points"].size(), 2U);
  EXPECT_EQ(json["points"][0]["probability"], 0.078225);
  EXPECT_EQ(json["points"][1]["failure"], "out of memory, twice");
  EXPECT_EQ(json["points"][1]["parameters"]["n0"], 9);
  EXPECT_EQ(json["interrupted"], false);
}

TEST(SweepInterrupted, SeesMissingAndPartialPoints) {
  const SweepRow done = row_of(example_estimate());
  EXPECT_FALSE(sweep_interrupted({done, failed_row()}, 2));
  EXPECT_TRUE(sweep_interrupted({done}, 2));
  EXPECT_TRUE(sweep_interrupted({}, 1));
  Estimate part = example_estimate();
  part.asked.count += 1;
  EXPECT_TRUE(sweep_interrupted({done, row_of(part)}, 2));
  EXPECT_EQ(sweep_json({done}, 2)["interrupted"], true);
}

TEST(HowToGoOn, DependsOnWhoCounted) {
  SweepRow row = row_of(example_estimate());
  EXPECT_EQ(how_to_go_on({row, row}), "The same sweep command goes on from here.");
  SweepRow other = row;
  other.of_other_version = true;
  EXPECT_EQ(how_to_go_on({row, other}),
            "1 of the points was counted in part by another version of the program, whose tallies "
            "have other entries: go on with that version, or count the sweep anew in another "
            "directory.");
}

/// A row of a question that asks for a mean, with something that its tally says besides.
SweepRow row_of_regions(int depth, const char* init) {
  Estimate estimate;
  estimate.question = "regions";
  estimate.quantity = {"E[regions]", false, ""};
  estimate.parameters = {{"inputs", 2},  {"width", 8},       {"depth", depth},
                         {"init", init}, {"biases", "zero"}, {"domain", "plane"}};
  estimate.networks = estimate.asked.count = 2;
  AveragedCounts counts{.networks = 2, .sum = 74, .sum_of_squares = 2740, .least = 36};
  counts.greatest = 38;
  counts.most = 1000;
  estimate.sample = counts;
  estimate.measures = {{"scaled_regions", counts, {.value = 37.5}}};
  return row_of(estimate);
}

TEST(SweepCsv, NamesTheQuantityAndWhatTheTallySaysBesides) {
  const auto csv = parse_csv(sweep_csv({row_of_regions(1, "he-normal")}));
  EXPECT_EQ(cell(csv, 1, "mean"), "37");
  EXPECT_EQ(cell(csv, 1, "theory_mean"), "");
  EXPECT_EQ(cell(csv, 1, "probability"), "no column probability");
  EXPECT_EQ(cell(csv, 1, "scaled_regions"), "37");
  EXPECT_EQ(cell(csv, 1, "scaled_regions_theory"), "37.5");
  EXPECT_EQ(csv[0].size(), csv[1].size());
}

TEST(ShownParameters, AreAllOfFewAndThoseOfManyThatVary) {
  const std::vector<SweepRow> rows{row_of_regions(1, "he-normal"), row_of_regions(2, "he-normal")};
  EXPECT_EQ(shown_parameter_names(rows), std::vector<std::string>{"depth"});
  EXPECT_EQ(common_parameters(rows),
            "inputs = 2, width = 8, init = he-normal, biases = zero, domain = plane");
  EXPECT_EQ(short_symbol(rows), "mean");
  const std::vector<SweepRow> few{row_of(example_estimate())};
  EXPECT_EQ(shown_parameter_names(few), parameter_names(few));
  EXPECT_EQ(common_parameters(few), "");
  EXPECT_EQ(short_symbol(few), "P");
}

}  // namespace
}  // namespace census
