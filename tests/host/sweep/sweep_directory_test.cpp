#include "host/sweep/sweep_directory.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "host/config/yaml_reader.hpp"
#include "host/error.hpp"
#include "host/ledger/ledger_error.hpp"
#include "tests/host/commands/program.hpp"

namespace census {
namespace {

/// The directory of a sweep on lines through the points of a file.
class SweepDirectoryTest : public testing::Test {
 protected:
  SweepDirectoryTest() {
    write_file(points_, "1,2\n3,5\n");
    sweep_.make();
  }

  SweepConfig read(const std::string& file) const {
    return read_sweep_text(
        "question: regions\n"
        "points: {inputs: 2, width: [3, 4], depth: 1, domain: line, through: " +
            file + "}\nstop: {networks: 1000}\n",
        "a.yaml");
  }

  std::string refusal_of(const SweepConfig& config) const {
    try {
      sweep_.prepare(config);
    } catch (const LedgerError& error) {
      return error.what();
    }
    return "";
  }

  TemporaryDirectory directory_;
  const std::string points_ = directory_ / "points.csv";
  const SweepDirectory sweep_{directory_ / "out"};
};

TEST_F(SweepDirectoryTest, KeepsTheFilesThatPointsName) {
  const SweepConfig config = read(points_);
  sweep_.prepare(config);
  EXPECT_EQ(read_file(sweep_.kept_file(points_)), "1,2\n3,5\n");
  for (const char* now : {"", "1,2\n3,6\n"}) {
    std::filesystem::remove(points_);
    if (*now != '\0') write_file(points_, now);
    const SweepConfig recorded = sweep_.recorded();
    ASSERT_EQ(recorded.points.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_EQ(recorded.points[i]->identity(), config.points[i]->identity());
      EXPECT_EQ(recorded.points[i]->parameters(), config.points[i]->parameters());
    }
  }
}

TEST_F(SweepDirectoryTest, KeepsFilesOfOneNameApart) {
  EXPECT_NE(sweep_.kept_file("a/points.csv"), sweep_.kept_file("b/points.csv"));
  // Whatever the name, the file is kept here.
  for (const std::string& name : {std::string("../../points.csv"), std::string("/etc/points.npy"),
                                  std::string(200, 'x') + ".csv"}) {
    const std::filesystem::path kept = sweep_.kept_file(name);
    EXPECT_EQ(kept.parent_path(), sweep_.files());
    EXPECT_EQ(kept.extension(), std::filesystem::path(name).extension());
    EXPECT_LT(kept.filename().string().size(), 130U);
  }
}

TEST_F(SweepDirectoryTest, RefusesAFileWithOtherNumbers) {
  sweep_.prepare(read(points_));
  write_file(points_, "1,2\n3,6\n");
  const std::string message = refusal_of(read(points_));
  EXPECT_TRUE(contains(message, "its point inputs = 2, width = 3, ")) << message;
  EXPECT_TRUE(contains(message, "was counted with another content of the file '")) << message;
  EXPECT_TRUE(contains(message,
                       "choose another directory, or bring back the files it was counted "
                       "with, which are in " +
                           sweep_.files().string()))
      << message;
  EXPECT_EQ(read_file(sweep_.kept_file(points_)), "1,2\n3,5\n");
}

TEST_F(SweepDirectoryTest, TakesAFileWithTheSameNumbers) {
  sweep_.prepare(read(points_));
  write_file(points_, "# p and q\n1,2\n3,5.0\n");
  EXPECT_EQ(refusal_of(read(points_)), "");
}

TEST_F(SweepDirectoryTest, RefusesAPointLessWhateverTheFiles) {
  sweep_.prepare(read(points_));
  const std::string other = write_file(directory_ / "other.csv", "1,2\n3,5.5\n");
  const std::string message = refusal_of(read(other));
  EXPECT_TRUE(contains(message, ", and the configuration does not)")) << message;
}

// A directory that an earlier version made keeps no files.
TEST_F(SweepDirectoryTest, ReadsTheFilesOfTheUserWhereNoneAreKept) {
  const SweepConfig config = read(points_);
  sweep_.prepare(config);
  std::filesystem::remove_all(sweep_.files());
  EXPECT_EQ(sweep_.recorded().points[0]->identity(), config.points[0]->identity());
  std::filesystem::remove(points_);
  try {
    sweep_.recorded();
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_TRUE(
        contains(error.what(), "; run this where the sweep was started, or put the file at " +
                                   sweep_.kept_file(points_).string()))
        << error.what();
  }
}

}  // namespace
}  // namespace census
