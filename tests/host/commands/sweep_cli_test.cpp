#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <random>
#include <thread>

#include <sys/resource.h>

#include "host/ledger/ledger.hpp"
#include "host/ledger/sqlite.hpp"
#include "tests/host/commands/program.hpp"
#include "tests/support/campaign.hpp"

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

class SweepCommand : public ::testing::Test {
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

/// Everything in the ledger that does not depend on the clock.
std::string report_of(const std::string& directory) {
  const Outcome report = run({"report", directory});
  EXPECT_EQ(report.code, 0) << report.err;
  return read_file(directory + "/results.csv");
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

TEST_F(SweepCommand, StatusAndReportShowWhatWasCounted) {
  const std::string out = directory / "out";
  ASSERT_EQ(run({"sweep", config(small_sweep), "--out", out, "--backend", "cpu", "-q"}).code, 0);
  const std::string csv = read_file(out + "/results.csv");
  EXPECT_EQ(report_of(out), csv);
  const Outcome status = run({"status", out});
  EXPECT_TRUE(contains(status.out, "4 of 4 points done")) << status.out;
  EXPECT_EQ(run({"report", out, "--json"}).json()["points"].size(), 4U);
  for (const char* file : {"/report.html", "/report.md", "/plots/probability.gp"}) {
    EXPECT_TRUE(std::filesystem::remove(out + file)) << file << ", which the sweep writes";
  }
  EXPECT_EQ(run({"report", out}).code, 0);
  EXPECT_TRUE(contains(read_file(out + "/report.html"), "<h1>out</h1>"));
  EXPECT_TRUE(std::filesystem::exists(out + "/report.md"));
  EXPECT_TRUE(std::filesystem::exists(out + "/plots/probability.gp"));
  EXPECT_EQ(run({"status", directory / "nowhere"}).code, 2);
  std::filesystem::remove(out + "/ledger.sqlite");
  EXPECT_EQ(run({"report", out}).code, 4);
}

TEST_F(SweepCommand, MergesPartsAndRecognisesWhatIsThereAlready) {
  const std::string path = config(small_sweep);
  for (const char* part : {"1/2", "2/2"}) {
    ASSERT_EQ(run({"sweep", path, "--shard", part, "--out", directory / std::string(1, *part),
                   "--backend", "cpu", "-q"})
                  .code,
              0);
  }
  ASSERT_EQ(run({"sweep", path, "--out", directory / "whole", "--backend", "cpu", "-q"}).code, 0);
  const Outcome merged =
      run({"merge", directory / "1", directory / "2", "--out", directory / "merged"});
  EXPECT_EQ(merged.code, 0) << merged.err;
  EXPECT_EQ(read_file(directory / "merged/results.csv"),
            read_file(directory / "whole/results.csv"));
  const Outcome part = run({"status", directory / "1"});
  EXPECT_TRUE(contains(part.out, "4 of 4 points done")) << part.out;
  EXPECT_EQ(run({"sweep", path, "--shard", "2/2", "--out", directory / "1", "-q"}).code, 4);
  const Outcome again = run({"merge", directory / "1", "--out", directory / "merged"});
  EXPECT_TRUE(contains(again.err, "1: 0 chunks taken, ")) << again.err;
  EXPECT_EQ(read_file(directory / "merged/results.csv"),
            read_file(directory / "whole/results.csv"));
}

/// A sweep on lines through the points of a file; returns its configuration.
std::string through(const std::string& file) {
  return "question: regions\nseed: 3\n"
         "points: {inputs: 2, width: [3, 4], depth: 1, biases: like-weights, domain: 'segment:0,1',"
         " through: '" +
         file + "'}\nstop: {networks: 2000}\n";
}

TEST_F(SweepCommand, IsReportedWithoutItsFilesAndRefusedWithOthers) {
  const std::string points = write_file(directory / "points.csv", "1,2\n3,5\n");
  // As it is named from here, and from nowhere else.
  const std::string path = config(through(std::filesystem::relative(points)));
  const std::string out = directory / "out";
  const std::vector<std::string> sweep = {"sweep", path, "--out", out, "--backend", "cpu"};
  ASSERT_EQ(run(sweep).code, 0);
  const std::string expected = read_file(out + "/results.csv");
  std::filesystem::remove(points);
  EXPECT_EQ(report_of(out), expected);
  const Outcome status = run({"status", out});
  EXPECT_TRUE(contains(status.out, "2 of 2 points done")) << status.out << status.err;

  write_file(points, "1,2\n3,6\n");
  EXPECT_EQ(report_of(out), expected);
  const Outcome refused = run(sweep);
  EXPECT_EQ(refused.code, 4);
  EXPECT_TRUE(contains(refused.err, "was counted with another content of the file '"))
      << refused.err;
  ASSERT_EQ(run({"sweep", path, "--out", directory / "new", "--backend", "cpu"}).code, 0);
  const Outcome merged = run({"merge", out, directory / "new", "--out", directory / "merged"});
  EXPECT_EQ(merged.code, 4);
  EXPECT_TRUE(contains(merged.err, "another content of the file")) << merged.err;

  write_file(points, "1,2\n3,5\n");
  const Outcome again = run(sweep);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(contains(again.err, "all of it counted before")) << again.err;
  EXPECT_EQ(read_file(out + "/results.csv"), expected);
}

// A directory that an earlier version made keeps no files.
TEST_F(SweepCommand, SaysWhatItsLedgerHoldsBesides) {
  const std::string points = write_file(directory / "points.csv", "1,2\n3,5\n");
  const std::string path = config(through(points));
  const std::string out = directory / "out";
  const std::vector<std::string> sweep = {"sweep", path, "--out", out, "--backend", "cpu"};
  ASSERT_FALSE(contains(run(sweep).err, "The ledger holds"));
  std::filesystem::remove_all(out + "/files");
  write_file(points, "1,2\n3,6\n");
  const std::string note =
      "note: The ledger holds 2 points that the configuration does not ask for";
  const std::string merged = directory / "merged";
  for (const auto& command : {std::vector<std::string>{"status", out, "--json"},
                              {"report", out, "--json"},
                              {"merge", out, "--out", merged, "--json"},
                              {"sweep", path, "--out", out, "--backend", "cpu", "--json"}}) {
    const Outcome outcome = run(command);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(contains(outcome.err, note)) << command[0] << ": " << outcome.err;
    EXPECT_TRUE(contains(outcome.err, ": the content of " + points + " has changed since"));
    EXPECT_EQ(outcome.json()["unasked_points"], 2) << command[0];
  }
  for (const std::string& place : {out, merged}) {
    EXPECT_TRUE(contains(read_file(place + "/report.md"), "**The ledger holds 2 points"));
    EXPECT_TRUE(contains(read_file(place + "/report.html"), ">The ledger holds 2 points"));
    EXPECT_EQ(nlohmann::json::parse(read_file(place + "/results.json"))["unasked_points"], 2);
  }
}

/// Takes from the chunks of a ledger what its first version did not count.
void make_older(const std::string& path) {
  std::vector<Chunk> chunks = Ledger::read(path).chunks();
  Database(path, Database::Access::read_write).run("DELETE FROM chunks");
  for (Chunk& chunk : chunks) {
    std::vector<TallyEntry> entries = chunk.tally.entries();
    std::erase_if(entries,
                  [](const TallyEntry& entry) { return entry.group == "crossings_of_network"; });
    chunk.tally = Tally(std::move(entries));
  }
  const LedgerSubject subject = Ledger::read(path).subject();
  Ledger::open(path, subject).record(chunks);
}

TEST_F(SweepCommand, ShowsWhatAnOlderVersionCountedAndDoesNotGoOn) {
  const auto sweep = [&](const std::string& out, const std::string& networks) {
    const std::string path = config(
        "question: regions\npoints: {inputs: 2, width: 3, depth: 1}\nstop: {networks: " + networks +
        "}\n");
    return run({"sweep", path, "--out", directory / out, "--backend", "cpu"});
  };
  ASSERT_EQ(sweep("old", "1000").code, 0);
  const std::string old = directory / "old";
  make_older(old + "/ledger.sqlite");
  EXPECT_EQ(sweep("old", "1000").code, 0) << "complete";
  const Outcome complete = run({"status", old});
  EXPECT_TRUE(contains(complete.out, "Complete.")) << complete.out;

  const Outcome refused = sweep("old", "2000");
  EXPECT_EQ(refused.code, 4);
  EXPECT_TRUE(contains(refused.err, "ledger.sqlite: inputs = 2, width = 3, ")) << refused.err;
  EXPECT_TRUE(contains(refused.err, "other entries (without crossings_of_network.sum); go on with"))
      << refused.err;
  const std::string advice =
      "go on with that version, or count the sweep anew in another directory.";
  for (const char* command : {"status", "report"}) {
    const Outcome outcome = run({command, old});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(contains(outcome.out, advice)) << outcome.out;
    EXPECT_FALSE(contains(outcome.out, "same sweep command")) << outcome.out;
  }
  EXPECT_TRUE(contains(read_file(old + "/report.md"), advice));

  ASSERT_EQ(sweep("new", "2000").code, 0);
  const Outcome merged = run({"merge", old, directory / "new", "--out", directory / "merged"});
  EXPECT_EQ(merged.code, 4);
  EXPECT_TRUE(contains(merged.err, "other entries (with crossings_of_network.sum)")) << merged.err;
}

TEST_F(SweepCommand, PartsNeedAPlanThatAllMachinesShare) {
  const std::string path = config("points: {n0: 1, n1: 3}\nstop: {networks: 1e3}\n");
  const Outcome outcome = run({"sweep", path, "--shard", "1/2", "--out", directory / "out"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(contains(outcome.err, "--shard: the configuration leaves open")) << outcome.err;
}

}  // namespace
}  // namespace census
