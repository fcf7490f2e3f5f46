#include <algorithm>
#include <cstdint>

#include "tests/host/commands/program.hpp"

namespace census {
namespace {

constexpr const char* small_sweep =
    "question: unactivated\n"
    "seed: 11\n"
    "points:\n"
    "  n0: [1, 2]\n"
    "  n1: [1, 2]\n"
    "  init: unit-normal\n"
    "estimator: plain\n"
    "stop:\n"
    "  networks: 20000\n";

class SweepCommand : public testing::Test {
 protected:
  std::string config(const std::string& text) { return write_file(directory / "sweep.yaml", text); }

  TemporaryDirectory directory;
};

TEST_F(SweepCommand, CountsEveryPointAndWritesItsFiles) {
  const std::string out = directory / "a/new/place";
  const Outcome outcome = run({"sweep", config(small_sweep), "--out", out, "--backend", "cpu"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with("n0  n1  init "));
  EXPECT_TRUE(contains(outcome.out, "4 of 4 points have a theorem to compare with."));
  EXPECT_TRUE(contains(outcome.out, "All lie within 5 standard deviations."));
  EXPECT_TRUE(contains(outcome.err, "4 of 4: n0 = 2, n1 = 2, init = unit-normal: "));

  const auto json = nlohmann::json::parse(read_file(out + "/results.json"));
  ASSERT_EQ(json["points"].size(), 4U);
  EXPECT_EQ(json["interrupted"], false);
  EXPECT_EQ(json["points"][0]["seed"], 11);
  EXPECT_EQ(json["points"][0]["networks"], 20'000);
  const std::string csv = read_file(out + "/results.csv");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 5);
  EXPECT_TRUE(csv.starts_with("question,n0,n1,init,seed,"));
  for (const auto& entry : std::filesystem::directory_iterator(out)) {
    EXPECT_NE(entry.path().extension(), ".partial");
  }
  // The resolved configuration is a configuration, of the same sweep.
  std::filesystem::copy_file(out + "/config.resolved.yaml", directory / "again.yaml");
  const Outcome again = run({"sweep", directory / "again.yaml", "--out", directory / "b",
                             "--backend", "cpu", "--json", "--quiet"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.err, "");
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(again.json()["points"][i]["tally"], json["points"][i]["tally"]);
  }
}

TEST_F(SweepCommand, CountsWhatEstimateCounts) {
  const Outcome sweep = run({"sweep", config(small_sweep), "--out", directory / "out", "--json",
                             "--quiet", "--backend", "cpu"});
  const nlohmann::json point = sweep.json()["points"][3];
  const Outcome estimate = run({"estimate", "--n0", "2", "--n1", "2", "--seed", "11", "--networks",
                                "20000", "--estimator", "plain", "--json", "--quiet", "--backend",
                                "cpu"});
  EXPECT_EQ(point["tally"], estimate.json()["tally"]);
  EXPECT_EQ(point["command"], estimate.json()["command"]);
}

TEST_F(SweepCommand, PrintsTheResolvedConfigurationAndCountsNothing) {
  const std::string out = directory / "out";
  const Outcome outcome = run({"sweep", config(small_sweep), "--out", out, "--print-resolved"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.out, "seed: 11"));
  EXPECT_FALSE(std::filesystem::exists(out));
  const Outcome json = run({"sweep", config(small_sweep), "--print-resolved", "--json"});
  EXPECT_EQ(json.json()["seed"], 11);
}

TEST_F(SweepCommand, PointsAtWhatIsWrongInTheConfiguration) {
  const std::string path = config("question: unactivated\nseed: 1\npionts:\n  n0: [1]\n");
  const Outcome outcome = run({"sweep", path, "--out", directory / "out"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(contains(outcome.err, "error: " + path + ":3:1: ")) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "did you mean 'points'?")) << outcome.err;
  EXPECT_FALSE(std::filesystem::exists(directory / "out"));
  EXPECT_EQ(run({"sweep", directory / "missing.yaml"}).code, 2);
}

TEST_F(SweepCommand, TriesItsDirectoryBeforeTheFirstNetwork) {
  std::string text = small_sweep;
  text.replace(text.find("20000"), 5, "1e15");  // would take years
  const std::string file_in_the_way = write_file(directory / "file", "");
  const Outcome outcome = run({"sweep", config(text), "--out", file_in_the_way + "/out", "-q"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(outcome.err.starts_with("error: --out: ")) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "cannot be written"));
}

TEST_F(SweepCommand, DoesNotMixTwoConfigurationsInOneDirectory) {
  const std::string out = directory / "out";
  EXPECT_EQ(run({"sweep", config(small_sweep), "--out", out, "-q"}).code, 0);
  const std::string results = read_file(out + "/results.json");
  EXPECT_EQ(run({"sweep", config(small_sweep), "--out", out, "-q"}).code, 0);
  std::string text = small_sweep;
  text.replace(text.find("11"), 2, "12");
  const Outcome other = run({"sweep", config(text), "--out", out, "-q"});
  EXPECT_EQ(other.code, 2);
  EXPECT_TRUE(contains(other.err, "belongs to another configuration")) << other.err;
}

TEST_F(SweepCommand, InterruptedKeepsWhatItCounted) {
  const std::string path =
      config("points:\n  n0: 2\n  n1: [2, 3]\n  init: unit-normal\nestimator: plain\nstop:\n  networks: 1e15\n");
  const std::string out = directory / "out";
  Program program({"sweep", path, "--out", out, "--backend", "cpu", "--quiet"});
  program.wait_until_counting();
  program.interrupt();
  EXPECT_EQ(program.wait(), 130);
  EXPECT_TRUE(contains(program.out(), "(interrupted)")) << program.out();
  EXPECT_TRUE(contains(program.out(), "Interrupted: 0 of 2 points ended, 1 counted in part."));
  const auto json = nlohmann::json::parse(read_file(out + "/results.json"));
  EXPECT_EQ(json["interrupted"], true);
  ASSERT_EQ(json["points"].size(), 1U);
  EXPECT_EQ(json["points"][0]["interrupted"], true);
  EXPECT_GT(json["points"][0]["networks"].get<std::uint64_t>(), 0U);
  EXPECT_TRUE(contains(read_file(out + "/results.csv"), ",interrupted,"));
}

}  // namespace
}  // namespace census
