#include "host/run/census_run.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>
#include <signal.h>

namespace census {
namespace {

constexpr std::uint64_t largest_id = std::numeric_limits<std::uint64_t>::max();

// A question whose answer needs no network: multiples of 3 are hits, and a device cannot settle
// multiples of 7. Every rule of merging is in its tally.
Tally tally_of(const std::vector<std::uint64_t>& ids) {
  Integer hits = 0;
  Integer smallest = largest_id;
  Integer largest = 0;
  for (const std::uint64_t id : ids) {
    if (id % 3 == 0) ++hits;
    smallest = std::min(smallest, Integer(id));
    largest = std::max(largest, Integer(id));
  }
  return Tally({{"tally", "hits", MergeRule::sum, hits},
                {"tally", "misses", MergeRule::sum, Integer(ids.size()) - hits},
                {"tally", "smallest", MergeRule::minimum, smallest},
                {"tally", "largest", MergeRule::maximum, largest}});
}

Tally tally_of_range(IdRange range) {
  std::vector<std::uint64_t> ids;
  for (std::uint64_t i = 0; i < range.count; ++i) ids.push_back(range.first + i);
  return tally_of(ids);
}

class FakeCensus final : public Census {
 public:
  explicit FakeCensus(std::uint64_t preferred) : preferred_(preferred) {}

  Batch count(IdRange range) override {
    chunks.push_back(range);
    if (signal_at_chunk == chunks.size()) raise(SIGINT);
    if (fail_at_chunk == chunks.size()) throw std::runtime_error("the card fell off the bus");
    Batch batch;
    std::vector<std::uint64_t> settled;
    for (std::uint64_t i = 0; i < range.count; ++i) {
      const std::uint64_t id = range.first + i;
      (id % 7 == 0 ? batch.undecided : settled).push_back(id);
    }
    if (!settled.empty()) batch.tally = tally_of(settled);
    return batch;
  }

  std::uint64_t preferred_batch() const override { return preferred_; }

  std::vector<IdRange> chunks;
  std::optional<std::size_t> signal_at_chunk;
  std::optional<std::size_t> fail_at_chunk;

 private:
  std::uint64_t preferred_;
};

class FakePoint final : public QuestionPoint {
 public:
  const Parameters& parameters() const override { return parameters_; }
  const std::string& identity() const override { return identity_; }
  Theory theory() const override { return {}; }
  std::unique_ptr<Estimator> estimator(const std::string&) const override { return nullptr; }
  std::vector<std::string> candidate_estimators() const override { return {"plain"}; }

 private:
  Parameters parameters_;
  std::string identity_;
};

class FakeEstimator final : public Estimator {
 public:
  const std::string& name() const override { return name_; }
  int group_bits() const override { return 0; }
  AnyPoint kernel_point(std::uint64_t) const override { return unactivated::Point{}; }
  Sample sample(const Tally& tally) const override {
    const auto hits = static_cast<std::uint64_t>(tally.at("tally", "hits"));
    return Proportion{hits, hits + static_cast<std::uint64_t>(tally.at("tally", "misses"))};
  }
  Tally resolve(std::uint64_t seed, std::span<const std::uint64_t> ids) const override {
    EXPECT_EQ(seed, 5U);
    resolved.insert(resolved.end(), ids.begin(), ids.end());
    return tally_of({ids.begin(), ids.end()});
  }
  bool too_dear_to_audit(const Tally&) const override { return false; }
  nlohmann::ordered_json replay(std::uint64_t, std::uint64_t) const override { return {}; }

  mutable std::vector<std::uint64_t> resolved;

 private:
  std::string name_ = "plain";
};

class RecordedProgress final : public ProgressSink {
 public:
  void report(const Progress& progress) override { reports.push_back(progress); }
  std::vector<Progress> reports;
};

RunResult run(FakeCensus& census, const FakeEstimator& estimator, IdRange range) {
  SilentProgress silent;
  const Interruption interruption;
  return run_census(census, FakePoint(), estimator, 5, range, silent, interruption, Audit::off);
}

TEST(RunCensus, TallyDoesNotShowTheChunks) {
  const IdRange range{1000, 30'011};
  const Tally expected = tally_of_range(range);
  for (const std::uint64_t preferred : {0ULL, 1ULL, 7ULL, 1000ULL, 30'011ULL, 1'000'000ULL}) {
    FakeCensus census(preferred);
    const RunResult result = run(census, FakeEstimator(), range);
    EXPECT_EQ(result.tally, expected) << "preferred batch " << preferred;
    EXPECT_EQ(result.networks, range.count);
  }
}

TEST(RunCensus, ChunksCoverTheRangeOnce) {
  FakeCensus census(640);
  run(census, FakeEstimator(), {17, 100'003});
  std::uint64_t next = 17;
  for (const IdRange chunk : census.chunks) {
    EXPECT_EQ(chunk.first, next);
    EXPECT_GT(chunk.count, 0U);
    next += chunk.count;
  }
  EXPECT_EQ(next, 17U + 100'003U);
}

TEST(RunCensus, ReachesTheLastId) {
  FakeCensus census(16);
  const IdRange range{largest_id - 1000, 1000};
  EXPECT_EQ(run(census, FakeEstimator(), range).tally, tally_of_range(range));
}

TEST(RunCensus, HandsEveryUndecidedIdToExactArithmeticOnce) {
  FakeCensus census(64);
  const FakeEstimator estimator;
  run(census, estimator, {0, 1000});
  std::vector<std::uint64_t> expected;
  for (std::uint64_t id = 0; id < 1000; id += 7) expected.push_back(id);
  EXPECT_EQ(estimator.resolved, expected);
}

TEST(RunCensus, CountsABatchThatIsWhollyUndecided) {
  FakeCensus census(1);
  const RunResult result = run(census, FakeEstimator(), {7, 1});
  EXPECT_EQ(result.tally, tally_of_range({7, 1}));
}

TEST(RunCensus, FinishesTheChunkInWhichItIsInterrupted) {
  const IdRange range{50, 1'000'000};
  FakeCensus census(64);
  census.signal_at_chunk = 3;
  const RunResult part = run(census, FakeEstimator(), range);
  EXPECT_EQ(census.chunks.size(), 3U);
  EXPECT_EQ(part.networks, census.chunks.back().first + census.chunks.back().count - range.first);
  EXPECT_LT(part.networks, range.count);
  EXPECT_EQ(part.tally, tally_of_range({range.first, part.networks}));

  FakeCensus rest(64);
  Tally whole = part.tally;
  const IdRange left{range.first + part.networks, range.count - part.networks};
  whole.merge(run(rest, FakeEstimator(), left).tally);
  EXPECT_EQ(whole, tally_of_range(range));
}

TEST(RunCensus, InterruptedBeforeTheFirstChunkShowsNeutralEntries) {
  FakeCensus census(64);
  SilentProgress silent;
  const Interruption interruption;
  raise(SIGTERM);
  const RunResult result = run_census(census, FakePoint(), FakeEstimator(), 5, {0, 100}, silent,
                                      interruption, Audit::off);
  EXPECT_TRUE(census.chunks.empty());
  EXPECT_EQ(result.networks, 0U);
  EXPECT_EQ(result.tally, tally_of({}));
}

TEST(RunCensus, ReportsOnlyWhatIsCounted) {
  FakeCensus census(64);
  RecordedProgress progress;
  const Interruption interruption;
  run_census(census, FakePoint(), FakeEstimator(), 5, {0, 10'000}, progress, interruption,
             Audit::off);
  ASSERT_EQ(progress.reports.size(), census.chunks.size());
  double seconds = 0.0;
  for (std::size_t i = 0; i < progress.reports.size(); ++i) {
    const Progress& report = progress.reports[i];
    EXPECT_EQ(report.done, census.chunks[i].first + census.chunks[i].count);
    EXPECT_EQ(report.total, 10'000U);
    EXPECT_EQ(std::get<Proportion>(report.sample).networks, report.done);
    EXPECT_EQ(std::get<Proportion>(report.sample).hits, (report.done + 2) / 3);
    EXPECT_GE(report.seconds, seconds);
    seconds = report.seconds;
  }
}

TEST(RunCensus, LetsErrorsOfTheDeviceThrough) {
  FakeCensus census(64);
  census.fail_at_chunk = 2;
  EXPECT_THROW(run(census, FakeEstimator(), {0, 10'000}), std::runtime_error);
}

}  // namespace
}  // namespace census
