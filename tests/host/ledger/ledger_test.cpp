#include "host/ledger/ledger.hpp"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "host/identity.hpp"
#include "host/ledger/ledger_error.hpp"
#include "tests/host/commands/program.hpp"

namespace census {
namespace {

Chunk chunk_of(IdRange range, int hits, const std::string& point = "point 1") {
  return {.point = point,
          .estimator = "plain",
          .range = range,
          .tally = Tally(
              {{"tally", "hits", MergeRule::sum, hits}, {"stages", "exact", MergeRule::sum, 1}}),
          .audited = 2,
          .seconds = 0.125,
          .backend = "cpu",
          .device = "a \"processor\"; 'quoted'",
          .version = "0.1.0"};
}

class LedgerTest : public ::testing::Test {
 protected:
  Ledger open() { return Ledger::open(path_, {"unactivated", seed_}); }

  static constexpr std::uint64_t seed_ = std::numeric_limits<std::uint64_t>::max();
  TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_ / "ledger.sqlite";
};

TEST_F(LedgerTest, KeepsWhatWasCommitted) {
  const Chunk first = chunk_of({0, 10}, 3);
  const Chunk second = chunk_of({10, 5}, 1, "point 2");
  {
    Ledger ledger = open();
    ledger.record(first);
    ledger.record(second);
    ledger.record(first);
    ledger.record("point 1", {"orbit", 1e-6, 0.3});
    ledger.record("point planned and not counted", {"orbit", 1e-6, 0.3});
    ledger.record("point 2", {"plain", 1e-7, std::numeric_limits<double>::infinity()});
    ledger.record("point 1", {"signs", 1e-6, 0.1 + 0.2, 0.1});
  }
  Ledger ledger = Ledger::read(path_);
  EXPECT_EQ(ledger.subject(), (LedgerSubject{"unactivated", seed_}));
  EXPECT_EQ(ledger.chunks(), (std::vector<Chunk>{first, second}));
  EXPECT_EQ(ledger.plan("point 1"), (RecordedPlan{"signs", 1e-6, 0.1 + 0.2, 0.1}));
  EXPECT_EQ(ledger.plan("point 2")->relative_variance, std::numeric_limits<double>::infinity());
  EXPECT_FALSE(ledger.plan("point 3"));
  EXPECT_EQ(ledger.points(), (std::vector<std::string>{"point 1", "point 2"}));
  LedgerCounts counts = ledger.counts();
  EXPECT_EQ(counts.size(), 2U);
  EXPECT_EQ((counts[{"point 1", "plain"}].networks()), 10U);
}

TEST_F(LedgerTest, IsReadWhileItIsWritten) {
  Ledger writer = open();
  writer.record(chunk_of({0, 10}, 3));
  Ledger reader = Ledger::read(path_);
  writer.record(chunk_of({10, 10}, 3));
  EXPECT_EQ(reader.chunks().size(), 2U);
}

TEST_F(LedgerTest, IsNotContinuedByAnotherSweep) {
  open();
  EXPECT_THROW(Ledger::open(path_, {"unactivated", 7}), LedgerError);
  EXPECT_THROW(Ledger::open(path_, {"death", seed_}), LedgerError);
  EXPECT_THROW(Ledger::open(path_, {"unactivated", seed_, "1/2"}), LedgerError);
  EXPECT_THROW(Ledger::read(directory_ / "nowhere.sqlite"), LedgerError);
}

TEST_F(LedgerTest, FindsARowThatWasChanged) {
  open().record(chunk_of({0, 10}, 3));
  for (const char* change :
       {"UPDATE chunks SET tally = replace(tally, '\"3\"', '\"4\"')",
        "UPDATE chunks SET networks = 11", "UPDATE points SET identity = 'point 9'"}) {
    const std::string copy = directory_ / "copy.sqlite";
    std::filesystem::copy_file(path_, copy, std::filesystem::copy_options::overwrite_existing);
    Database(copy, Database::Access::read_write).run(change);
    EXPECT_THROW(Ledger::read(copy).chunks(), LedgerError) << change;
  }
}

TEST_F(LedgerTest, OfANewerProgramIsNotGuessedAt) {
  open();
  Database(path_, Database::Access::read_write)
      .run("UPDATE about SET value = '99' WHERE key = 'format'");
  try {
    Ledger::read(path_);
    FAIL();
  } catch (const LedgerError& error) {
    EXPECT_TRUE(contains(error.what(), "use a newer program")) << error.what();
  }
}

TEST_F(LedgerTest, IsMadeWhereASweepWasKilledBeforeItsFirstCommit) {
  Database(path_, Database::Access::read_write).run("PRAGMA journal_mode = WAL");
  ASSERT_GT(std::filesystem::file_size(path_), 0U);
  EXPECT_THROW(Ledger::read(path_), LedgerError);
  open().record(chunk_of({0, 10}, 3));
  EXPECT_EQ(open().chunks().size(), 1U);
}

TEST_F(LedgerTest, IsNotMadeFromAFileThatIsSomethingElse) {
  write_file(path_.string(),
             "this is no database, however long it may be: " + std::string(2000, 'x'));
  EXPECT_THROW(open(), LedgerError);
}

// Written by version 0.1.0, format 1, and to be read by every later one.
TEST(StoredLedger, OfFormat1StaysReadable) {
  const TemporaryDirectory directory;
  const std::string copy = directory / "ledger.sqlite";
  std::filesystem::copy_file(CENSUS_SOURCE_DIR "/tests/support/ledgers/format1.sqlite", copy);
  Ledger ledger = Ledger::read(copy);
  EXPECT_EQ(ledger.subject(), (LedgerSubject{"unactivated", 11}));
  const LedgerCounts counts = ledger.counts();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts.begin()->second.networks(), 1000U);
  EXPECT_EQ(counts.begin()->second.tally().at("tally", "networks"), 1000);
}

TEST(StoredLedger, OfFormat1BecomesTheNewestWhenItGoesOn) {
  const TemporaryDirectory directory;
  const std::string copy = directory / "ledger.sqlite";
  std::filesystem::copy_file(CENSUS_SOURCE_DIR "/tests/support/ledgers/format1.sqlite", copy);
  const std::string point = Ledger::read(copy).counts().begin()->first.first;
  {
    // A plan as format 1 has it.
    Database database(copy, Database::Access::read_write);
    const std::string checksum = fmt::format("{:016x}", stable_hash(point + "\norbit\n0.25\n0.5"));
    database
        .prepare(
            "INSERT INTO plans SELECT id, 'orbit', 0.25, 0.5, ? FROM points WHERE identity = ?")
        .bind(0, checksum)
        .bind(1, point)
        .step();
  }
  EXPECT_TRUE(std::isnan(Ledger::read(copy).plan(point)->variance));
  {
    Ledger ledger = Ledger::open(copy, {"unactivated", 11});
    EXPECT_EQ(ledger.plan(point)->estimator, "orbit");
    EXPECT_EQ(ledger.counts().size(), 2U);
    ledger.record("another point", {"orbit", 1e-6, 0.3, 0.01});
  }
  Ledger again = Ledger::open(copy, {"unactivated", 11});
  EXPECT_TRUE(std::isnan(again.plan(point)->variance));
  EXPECT_EQ(again.plan("another point")->variance, 0.01);
}

}  // namespace
}  // namespace census
