#include "host/sweep/sweep_run.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <signal.h>

#include "host/commands/exit_code.hpp"
#include "host/commands/sweep.hpp"
#include "host/config/yaml_reader.hpp"
#include "host/ledger/ledger_error.hpp"
#include "host/sweep/merge_ledgers.hpp"
#include "host/sweep/stored_sweep.hpp"
#include "tests/host/commands/program.hpp"

namespace census {
namespace {

// The processor, with an accident at one of the points.
class UnluckyBackend final : public Backend {
 public:
  UnluckyBackend(int point, void (*accident)()) : point_(point), accident_(accident) {}

  std::string name() const override { return cpu_->name(); }
  std::string device() const override { return cpu_->device(); }
  std::unique_ptr<Census> open(const AnyPoint& point) override {
    if (++opened_ == point_) accident_();
    return cpu_->open(point);
  }

 private:
  std::unique_ptr<Backend> cpu_ = make_cpu_backend(1);
  int point_;
  int opened_ = 0;
  void (*accident_)();
};

class SweepRunTest : public testing::Test {
 protected:
  SweepRunTest() { files_.make(); }

  std::vector<SweepRow> count(int point, void (*accident)(), const Shard& shard = {}) {
    UnluckyBackend backend(point, accident);
    SilentProgress progress;
    Ledger ledger = Ledger::open(files_.ledger(), {"unactivated", config_.seed});
    return SweepRun(config_, files_, ledger, backend, shard, {progress, [](const std::string&) {}})
        .count_all();
  }

  TemporaryDirectory directory_;
  SweepConfig config_ =
      read_sweep_text("points: {n0: 1, n1: [1, 2, 3]}\nestimator: plain\nstop: {networks: 10000}\n",
                      "three points");
  SweepDirectory files_{directory_ / "out"};
};

TEST_F(SweepRunTest, GoesOnAfterAPointThatFails) {
  const auto rows = count(2, [] { throw std::runtime_error("the card fell off the bus"); });
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_TRUE(rows[0].estimate.has_value());
  EXPECT_FALSE(rows[1].estimate.has_value());
  EXPECT_EQ(rows[1].failure, "the card fell off the bus");
  EXPECT_EQ(rows[1].parameters["n1"], 2);
  ASSERT_TRUE(rows[2].estimate.has_value());
  EXPECT_EQ(rows[2].estimate->networks, 10'000U);
  EXPECT_EQ(sweep_exit_code(rows, 3), exit_failed);
}

TEST_F(SweepRunTest, LeavesOutPointsThatASignalKeptFromBeginning) {
  const auto rows = count(2, [] { raise(SIGTERM); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_FALSE(rows[0].estimate->interrupted());
  EXPECT_EQ(sweep_exit_code(rows, 3), exit_interrupted);
}

TEST_F(SweepRunTest, EndsWellWhenNothingHappens) {
  const auto rows = count(0, [] {});
  EXPECT_EQ(rows.size(), 3U);
  EXPECT_EQ(sweep_exit_code(rows, 3), exit_done);
}

TEST_F(SweepRunTest, GoesOnFromWhatTheLedgerHolds) {
  config_.stop.networks = 4000;
  count(0, [] {});
  config_.stop.networks = 10'000;
  const auto extended = count(0, [] {});
  const std::string csv = sweep_csv(extended);
  // Opening a point that is complete would be an accident here.
  EXPECT_EQ(sweep_csv(count(1, [] { throw std::runtime_error("nothing was left to count"); })),
            csv);

  TemporaryDirectory elsewhere;
  files_ = SweepDirectory(elsewhere / "out");
  files_.make();
  EXPECT_EQ(sweep_csv(count(0, [] {})), csv);
}

TEST_F(SweepRunTest, EndsAPointWithTheRuleThatIsMetFirst) {
  config_.stop = {.networks = 100'000'000, .hits = 500};
  const auto rows = count(0, [] {});
  ASSERT_EQ(rows.size(), 3U);
  for (const SweepRow& row : rows) {
    EXPECT_EQ(row.estimate->stopped_by, StopRule::hits);
    EXPECT_FALSE(row.estimate->interrupted());
    EXPECT_GE(std::get<Proportion>(row.estimate->sample).hits, 500U);
    EXPECT_LT(row.estimate->networks, 100'000'000U);
    // Where the count ended depends on what was seen.
    EXPECT_EQ(row.estimate->interval().method, "confidence-sequence");
  }
  EXPECT_EQ(sweep_exit_code(rows, 3), exit_done);
  // What was counted is enough: no point is opened again.
  const auto again = count(1, [] { throw std::runtime_error("nothing was left to count"); });
  EXPECT_EQ(sweep_csv(again), sweep_csv(rows));
  // What ended a count in the open is not fixed by a smaller number asked for afterwards.
  config_.stop = {.networks = 100};
  EXPECT_EQ(count(0, [] {})[0].estimate->interval().method, "confidence-sequence");
  // More hits, and the count goes on.
  config_.stop = {.networks = 100'000'000, .hits = 500};
  config_.stop.hits =
      again[0].estimate->tally.at("tally", "unactivated").convert_to<std::uint64_t>() + 1;
  EXPECT_GT(count(0, [] {})[0].estimate->networks, rows[0].estimate->networks);
}

TEST_F(SweepRunTest, EndsAPointByTheClock) {
  config_.stop = {.seconds = 0.02};
  const auto rows = count(0, [] {});
  for (const SweepRow& row : rows) {
    EXPECT_EQ(row.estimate->stopped_by, StopRule::seconds);
    EXPECT_GE(row.estimate->seconds, 0.02);
    EXPECT_FALSE(row.estimate->interrupted());
  }
}

TEST_F(SweepRunTest, LeavesAtItsTimeLimit) {
  config_.stop = {.networks = 1'000'000'000'000};
  SilentProgress progress;
  const auto backend = make_cpu_backend(1);
  Ledger ledger = Ledger::open(files_.ledger(), {"unactivated", config_.seed});
  SweepRun run(config_, files_, ledger, *backend, {}, {progress, [](const std::string&) {}});
  const auto rows = run.count_all(0.1);
  ASSERT_GE(rows.size(), 1U);
  EXPECT_TRUE(rows[0].estimate->interrupted());
  EXPECT_EQ(rows[0].estimate->stopped_by, std::nullopt);
  EXPECT_EQ(rows[0].estimate->interval().method, "confidence-sequence");
  EXPECT_EQ(sweep_exit_code(rows, 3), exit_interrupted);
}

TEST_F(SweepRunTest, PartsAddUpToTheWhole) {
  const std::string whole = sweep_csv(count(0, [] {}));
  std::vector<SweepDirectory> parts;
  for (std::uint64_t i = 1; i <= 3; ++i) {
    files_ = SweepDirectory(directory_ / ("part" + std::to_string(i)));
    files_.make();
    files_.prepare(config_);
    const auto rows = count(
        0, [] {}, Shard{i, 3});
    EXPECT_NEAR(static_cast<double>(rows[0].estimate->networks), 10'000.0 / 3, 1);
    parts.push_back(files_);
  }
  const SweepDirectory merged(directory_ / "merged");
  merged.make();
  merged.prepare(config_);
  {
    Ledger into = Ledger::open(merged.ledger(), {"unactivated", config_.seed});
    for (const SweepDirectory& part : parts) {
      Ledger from = Ledger::read(part.ledger());
      EXPECT_EQ(merge_ledger(from, into).overlapping, 0U);
      EXPECT_EQ(merge_ledger(from, into).taken, 0U);
    }
  }
  EXPECT_EQ(sweep_csv(StoredSweep(merged.path()).rows()), whole);
}

// Else every ledger would be one of another version.
TEST(CanGoOn, WithWhatThisProgramCounted) {
  const std::vector<std::pair<std::string, std::string>> sweeps = {
      {"unactivated", "{n0: 2, n1: 4}"},
      {"death", "{inputs: 2, width: 3, depth: 2}"},
      {"trainability", "{inputs: 1, width: 3, depth: 1, needed: 1, domain: ['ball:1', data]}"},
      {"trainability", "{inputs: 1, width: 3, depth: 2, needed: 1, domain: 'interval:-1,1'}"},
      {"regions", "{inputs: 2, width: 3, depth: 1, domain: [line, plane, 'box:1', space]}"}};
  const auto backend = make_cpu_backend(1);
  for (const auto& [question, points] : sweeps) {
    const SweepConfig config = read_sweep_text(
        "question: " + question + "\npoints: " + points + "\nstop: {networks: 10}\n", "a.yaml");
    for (const auto& point : config.points) {
      for (const std::string& name : point->candidate_estimators()) {
        CountingPlan plan{point->estimator(name), {}, {}};
        Batch batch = backend->open(plan.estimator->kernel_point(config.seed))->count({0, 10});
        PointCount count;
        count.add({.point = point->identity(),
                   .estimator = name,
                   .range = {0, 10},
                   .tally = std::move(batch.tally),
                   .backend = {},
                   .device = {},
                   .version = {}});
        EXPECT_TRUE(can_go_on(config, plan, count)) << point->identity() << " by " << name;
      }
    }
  }
}

// As after an upgrade: what one version did not count cannot be made up by another.
TEST_F(SweepRunTest, DoesNotGoOnWithTalliesOfOtherEntries) {
  files_.prepare(config_);
  const std::string last = config_.points[2]->identity();
  {
    Ledger ledger = Ledger::open(files_.ledger(), {"unactivated", config_.seed});
    ledger.record({.point = last,
                   .estimator = "plain",
                   .range = {0, 10'000},
                   .tally = Tally({{"tally", "unactivated", MergeRule::sum, 100},
                                   {"tally", "activated", MergeRule::sum, 9'900},
                                   {"tally", "degenerate", MergeRule::sum, 0},
                                   {"more", "digits", MergeRule::sum, 7}}),
                   .backend = "cpu",
                   .device = "a processor",
                   .version = "0"});
  }
  // What is complete is shown.
  EXPECT_EQ(count(0, [] {}).size(), 3U);
  EXPECT_EQ(how_to_go_on(StoredSweep(files_.path()).rows()),
            "The same sweep command goes on from here.");

  config_.stop.networks = 20'000;
  files_.prepare(config_);
  const std::vector<SweepRow> rows = StoredSweep(files_.path()).rows();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_FALSE(rows[0].of_other_version);
  EXPECT_TRUE(rows[2].of_other_version);
  EXPECT_TRUE(how_to_go_on(rows).starts_with("1 of the points was counted in part by another"));
  try {
    count(1, [] { FAIL() << "nothing is counted before"; });
    FAIL();
  } catch (const LedgerError& error) {
    const std::string message = error.what();
    EXPECT_TRUE(message.starts_with(files_.ledger().string() + ": n0 = 1, n1 = 3, ")) << message;
    EXPECT_TRUE(contains(message, "other entries (")) << message;
    EXPECT_TRUE(contains(message, "; go on with that version, or count the sweep anew")) << message;
  }
}

TEST_F(SweepRunTest, AResultFileThatCannotBeWrittenIsAnError) {
  std::filesystem::create_directory(directory_ / "out/results.json.partial");
  EXPECT_THROW(files_.write_results("", {}), std::runtime_error);
}

}  // namespace
}  // namespace census
