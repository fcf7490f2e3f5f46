#include "host/sweep/unasked_points.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "host/config/yaml_reader.hpp"
#include "tests/host/commands/program.hpp"

namespace census {
namespace {

class UnaskedPointsTest : public testing::Test {
 protected:
  SweepConfig on_data(const std::string& content) {
    write_file(data_, content);
    return read_sweep_text("question: death\npoints: {inputs: 2, width: [2, 3], depth: 2, data: [" +
                               data_ + ", 'grid:2']}\nstop: {networks: 1000}\n",
                           "a.yaml");
  }

  void count(const std::string& point) {
    ledger_.record({.point = point,
                    .estimator = "plain",
                    .range = {0, 10},
                    .tally = Tally({{"tally", "networks", MergeRule::sum, 10}}),
                    .backend = {},
                    .device = {},
                    .version = {}});
  }

  TemporaryDirectory directory_;
  const std::string data_ = directory_ / "data.csv";
  const SweepDirectory sweep_{directory_ / ""};
  Ledger ledger_ = Ledger::open(sweep_.ledger(), {"death", 1});
};

TEST_F(UnaskedPointsTest, AreNoneWhereEveryPointIsAskedFor) {
  const SweepConfig config = on_data("1,2\n");
  EXPECT_EQ(unasked_points(config, sweep_, ledger_).number, 0U);
  for (const auto& point : config.points) count(point->identity());
  const UnaskedPoints unasked = unasked_points(config, sweep_, ledger_);
  EXPECT_EQ(unasked.number, 0U);
  EXPECT_EQ(unasked_text(unasked), "");
}

TEST_F(UnaskedPointsTest, KnowTheFileThatHasChanged) {
  for (const auto& point : on_data("1,2\n").points) count(point->identity());
  const SweepConfig config = on_data("1,2\n3,4\n");
  const UnaskedPoints unasked = unasked_points(config, sweep_, ledger_);
  EXPECT_EQ(unasked.number, 2U) << "those on the grid are still asked for";
  const std::string kept = sweep_.kept_file(data_).string();
  EXPECT_EQ(unasked.changed_files, (std::map<std::string, std::string>{{data_, kept}}));
  EXPECT_EQ(unasked_text(unasked),
            "The ledger holds 2 points that the configuration does not ask for, and that no result "
            "shows: the content of " +
                data_ + " has changed since they were counted. A report shows them when " + kept +
                " has the old content; count the new one in another directory.");
}

TEST_F(UnaskedPointsTest, BlameNoFileForWhatDiffersOtherwise) {
  const SweepConfig config = on_data("1,2\n");
  count("death/0 inputs=2");
  const UnaskedPoints unasked = unasked_points(config, sweep_, ledger_);
  EXPECT_EQ(unasked.number, 1U);
  EXPECT_TRUE(unasked.changed_files.empty());
  EXPECT_EQ(unasked_text(unasked),
            "The ledger holds 1 point that the configuration does not ask for, and that no result "
            "shows: the configuration was changed since, or another version of the program counted "
            "it. The configuration and the program that counted it show it.");
}

}  // namespace
}  // namespace census
