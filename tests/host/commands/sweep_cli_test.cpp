#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <random>
#include <thread>

#include <sys/resource.h>

#include "host/ledger/ledger.hpp"
#include "host/ledger/sqlite.hpp"
#include "tests/host/commands/sweep_command.hpp"
#include "tests/support/campaign.hpp"

namespace census {
namespace {

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
  const Outcome estimate =
      run({"estimate", "--n0", "2", "--n1", "2", "--seed", "11", "--networks", "20000",
           "--estimator", "plain", "--json", "--quiet", "--backend", "cpu"});
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
  EXPECT_EQ(other.code, 4);
  EXPECT_TRUE(contains(other.err, "its seed is 11, that of the configuration 12")) << other.err;
}

TEST_F(SweepCommand, InterruptedKeepsWhatItCounted) {
  const std::string path = config(
      "points:\n  n0: 2\n  n1: [2, 3]\n  init: unit-normal\nestimator: plain\nstop:\n  networks: "
      "1e15\n");
  const std::string out = directory / "out";
  Program program({"sweep", path, "--out", out, "--backend", "cpu", "--quiet"});
  program.wait_until_counting();
  program.interrupt();
  EXPECT_EQ(program.wait(), 130);
  EXPECT_TRUE(contains(program.out(), "(partial)")) << program.out();
  EXPECT_TRUE(contains(program.out(), "Not complete: 0 of 2 points ended, 2 counted in part.") ||
              contains(program.out(), "Not complete: 0 of 2 points ended, 1 counted in part."))
      << program.out();
  const auto json = nlohmann::json::parse(read_file(out + "/results.json"));
  EXPECT_EQ(json["interrupted"], true);
  ASSERT_GE(json["points"].size(), 1U);
  EXPECT_EQ(json["points"][0]["interrupted"], true);
  EXPECT_GT(json["points"][0]["networks"].get<std::uint64_t>(), 0U);
  EXPECT_TRUE(contains(read_file(out + "/results.csv"), ",partial,"));
}

const std::string short_sweep =
    "seed: 5\n"
    "points: {n0: [1, 2], n1: n0 + 2}\n"
    "estimator: plain\n"
    "stop: {networks: " +
    std::to_string(census::testing::networks_here(20'000'000)) + "}\n";

// The first 20 kills here; the target `campaign` kills two thousand times.
TEST_F(SweepCommand, KilledAtAnyMomentLosesNothingAndCountsNothingTwice) {
  const std::string path = config(short_sweep);
  const std::string whole = directory / "whole";
  ASSERT_EQ(run({"sweep", path, "--out", whole, "--backend", "cpu", "-q"}).code, 0);
  const std::string expected = report_of(whole);

  const std::string out = directory / "killed";
  std::mt19937 rng(7);
  int kills = 0;
  for (int i = 0; i < 20 * census::testing::campaign_factor(); ++i) {
    Program program({"sweep", path, "--out", out, "--backend", "cpu", "-q"});
    std::this_thread::sleep_for(std::chrono::milliseconds(rng() % 300));
    program.kill_now();
    if (program.wait() == -1) ++kills;
    if (i % 5 == 4) {
      ASSERT_EQ(run({"sweep", path, "--out", out, "--backend", "cpu", "-q"}).code, 0);
      ASSERT_EQ(report_of(out), expected) << "after " << i + 1 << " kills";
      std::filesystem::remove_all(out);
    }
  }
  EXPECT_GT(kills, 10);
}

TEST_F(SweepCommand, RefusesADamagedLedgerAndLeavesItAlone) {
  const std::string path = config(small_sweep);
  const std::string out = directory / "out";
  ASSERT_EQ(run({"sweep", path, "--out", out, "--backend", "cpu", "-q"}).code, 0);
  const std::string ledger = out + "/ledger.sqlite";
  const std::string sound = read_file(ledger);
  std::mt19937 rng(11);
  int refused = 0;
  for (int i = 0; i < 12; ++i) {
    std::string damaged = sound;
    if (i < 3) {
      damaged.resize(sound.size() * static_cast<std::size_t>(i + 1) / 4);
    } else {
      for (int k = 0; k < 8; ++k) {
        damaged[rng() % damaged.size()] = static_cast<char>(rng());
      }
    }
    write_file(ledger, damaged);
    const Outcome outcome = run({"sweep", path, "--out", out, "--backend", "cpu", "-q"});
    // Bytes that SQLite does not use may change without harm; whatever is read has its checksum.
    if (outcome.code == 0) {
      EXPECT_EQ(nlohmann::json::parse(read_file(out + "/results.json"))["points"].size(), 4U);
      continue;
    }
    ++refused;
    EXPECT_EQ(outcome.code, 4) << outcome.err;
    EXPECT_TRUE(outcome.err.starts_with("error: ")) << outcome.err;
    EXPECT_EQ(read_file(ledger), damaged);
  }
  EXPECT_GT(refused, 3);
}

/// Runs the program where no file may grow beyond `bytes`: what a full disk is like.
Outcome run_on_a_small_disk(rlim_t bytes, const std::vector<std::string>& arguments) {
  rlimit before = {};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{.rlim_cur = bytes, .rlim_max = before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  Outcome outcome = run(arguments);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  return outcome;
}

TEST_F(SweepCommand, AFullDiskLosesNothing) {
  const std::string path =
      config("points: {n0: 1 .. 3, n1: 1 .. 8}\nestimator: plain\nstop: {networks: 1e5}\n");
  const std::string whole = directory / "whole";
  ASSERT_EQ(run({"sweep", path, "--out", whole, "--backend", "cpu", "-q"}).code, 0);
  const std::string out = directory / "out";
  const Outcome full =
      run_on_a_small_disk(100'000, {"sweep", path, "--out", out, "--backend", "cpu", "-q"});
  EXPECT_EQ(full.code, 1) << full.err;
  EXPECT_TRUE(contains(full.err, "make room on the disk and run the same command again"))
      << full.err;
  EXPECT_GT(run({"status", out, "--json"}).json()["points"].size(), 0U);
  ASSERT_EQ(run({"sweep", path, "--out", out, "--backend", "cpu", "-q"}).code, 0);
  EXPECT_EQ(report_of(out), report_of(whole));
}

TEST_F(SweepCommand, AClockThatGoesBackwardsChangesNothing) {
  const std::string path = config(small_sweep);
  const std::string out = directory / "out";
  ASSERT_EQ(run({"sweep", path, "--out", out, "--backend", "cpu", "-q"}).code, 0);
  const std::string expected = report_of(out);
  // Everything was committed in the future, and the last point is counted again now.
  Database(out + "/ledger.sqlite", Database::Access::read_write)
      .run(
          "UPDATE chunks SET committed = '2199-01-01T00:00:00Z';"
          "DELETE FROM chunks WHERE point = (SELECT max(id) FROM points);");
  ASSERT_EQ(run({"sweep", path, "--out", out, "--backend", "cpu", "-q"}).code, 0);
  EXPECT_EQ(report_of(out), expected);
}

TEST_F(SweepCommand, ReadsADirectoryThatCannotBeWritten) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const std::string path = config(small_sweep);
  const std::string out = directory / "out";
  ASSERT_EQ(run({"sweep", path, "--out", out, "--backend", "cpu", "-q"}).code, 0);
  std::filesystem::permissions(out, std::filesystem::perms(0555));
  const Outcome report = run({"report", out});
  EXPECT_EQ(run({"status", out}).code, 0);
  const Outcome sweep = run({"sweep", path, "--out", out, "--backend", "cpu", "-q"});
  std::filesystem::permissions(out, std::filesystem::perms(0755));
  EXPECT_EQ(report.code, 0) << report.err;
  EXPECT_TRUE(contains(report.out, "unit-normal")) << report.out;
  EXPECT_TRUE(contains(report.err, "cannot write")) << report.err;
  EXPECT_EQ(sweep.code, 2) << sweep.err;
}

TEST_F(SweepCommand, TwoProcessesDoNotCountIntoOneDirectory) {
  const std::string path =
      config("points: {n0: 2, n1: 4}\nestimator: plain\nstop: {networks: 1e15}\n");
  const std::string out = directory / "out";
  Program first({"sweep", path, "--out", out, "--backend", "cpu", "-q"});
  first.wait_until_counting();
  const Outcome second = run({"sweep", path, "--out", out, "--backend", "cpu", "-q"});
  EXPECT_EQ(second.code, 2);
  EXPECT_TRUE(contains(second.err, "another process counts into")) << second.err;
  // Looking is allowed.
  const Outcome status = run({"status", out, "--json"});
  EXPECT_EQ(status.code, 0) << status.err;
  EXPECT_EQ(status.json()["running"], true);
  first.interrupt();
  EXPECT_EQ(first.wait(), 130);
  EXPECT_EQ(run({"status", out, "--json"}).json()["running"], false);
}

}  // namespace
}  // namespace census
