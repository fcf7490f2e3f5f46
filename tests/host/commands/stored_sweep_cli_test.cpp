#include <algorithm>
#include <cstdint>

#include "host/ledger/ledger.hpp"
#include "host/ledger/sqlite.hpp"
#include "tests/host/commands/sweep_command.hpp"

namespace census {
namespace {

// What `status`, `report`, `merge` and a further `sweep` make of a sweep's directory.

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
