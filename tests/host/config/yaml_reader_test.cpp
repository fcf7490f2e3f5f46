#include "host/config/yaml_reader.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "host/error.hpp"

namespace census {
namespace {

SweepConfig read(const std::string& text) { return read_sweep_text(text, "dir/sweep.yaml"); }

TEST(ReadSweepText, HasDefaults) {
  const SweepConfig config = read("points: {n0: 2, n1: 4}\nstop: {networks: 1e7}\n");
  EXPECT_EQ(config.name, "sweep");
  EXPECT_EQ(config.source, "dir/sweep.yaml");
  EXPECT_EQ(config.question, find_question("unactivated"));
  EXPECT_EQ(config.seed, 1U);
  EXPECT_FALSE(config.seed_given);
  EXPECT_EQ(config.estimator, "auto");
  EXPECT_EQ(config.stop.networks, 10'000'000U);
  ASSERT_EQ(config.points.size(), 1U);
  EXPECT_EQ(config.points[0]->parameters()["init"], "unit-normal");
}

TEST(ReadSweepText, ReadsEveryKey) {
  const SweepConfig config = read(
      "question: unactivated\nseed: 18446744073709551615\n"
      "points:\n  n0: 1\n  n1: 2\n  init: he-normal\nestimator: auto\nstop:\n  networks: 2.5e6\n");
  EXPECT_EQ(config.seed, 18446744073709551615U);
  EXPECT_TRUE(config.seed_given);
  EXPECT_EQ(config.estimator, "auto");
  EXPECT_EQ(config.stop.networks, 2'500'000U);
  EXPECT_EQ(config.points[0]->parameters()["init"], "he-normal");
}

TEST(ReadSweep, ReadsEveryShippedConfiguration) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(CENSUS_SOURCE_DIR "/configs")) {
    if (entry.path().extension() != ".yaml") continue;
    const SweepConfig config = read_sweep(entry.path());
    EXPECT_EQ(config.name, entry.path().stem().string());
    EXPECT_TRUE(config.seed_given) << config.name;
    EXPECT_FALSE(config.points.empty()) << config.name;
    ++count;
  }
  EXPECT_GE(count, 3U);
}

TEST(ReadSweep, TheoremCoversItsRange) {
  const SweepConfig config = read_sweep(CENSUS_SOURCE_DIR "/configs/theorem.yaml");
  EXPECT_EQ(config.points.size(), 3U * (2 + 3 + 4 + 5));
  for (const auto& point : config.points) EXPECT_TRUE(point->theory().value.has_value());
}

// What happens to a file meanwhile must not divide the points of one sweep.
TEST(ReadSweep, ReadsEachFileOnceAndKeepsIt) {
  int calls = 0;
  const SweepConfig config = read_sweep_text(
      "question: death\npoints: {inputs: 2, width: 2 .. 4, depth: 1, data: [a.csv, b.csv]}\n"
      "stop: {networks: 1}\n",
      "a.yaml",
      [&calls](const std::string& name) { return ++calls, name == "a.csv" ? "1,2" : "3,4"; });
  EXPECT_EQ(config.points.size(), 6U);
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(config.files, (std::map<std::string, std::string>{{"a.csv", "1,2"}, {"b.csv", "3,4"}}));
}

TEST(ReadSweep, MissingFileHasNoLine) {
  try {
    read_sweep("/no/such/file.yaml");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "/no/such/file.yaml: cannot be read (No such file or directory)");
  }
}

}  // namespace
}  // namespace census
