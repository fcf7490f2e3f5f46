#include "host/sweep/merge_ledgers.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/ledger/ledger_error.hpp"
#include "tests/host/commands/program.hpp"

namespace census {
namespace {

/// A chunk as one version counts it, or as another does, which counts squares too.
Chunk chunk_of(IdRange range, bool with_squares = false) {
  std::vector<TallyEntry> entries = {{"tally", "regions", MergeRule::sum, 3 * range.count}};
  if (with_squares) entries.push_back({"crossings", "squares", MergeRule::sum, 1});
  return {.point = "a point",
          .estimator = "plain",
          .range = range,
          .tally = Tally(entries),
          .backend = "cpu",
          .device = "a processor",
          .version = "0"};
}

class MergeLedgersTest : public testing::Test {
 protected:
  Ledger ledger_of(const std::string& name, const std::vector<Chunk>& chunks) {
    Ledger ledger = Ledger::open(directory_ / name, {"regions", 1});
    ledger.record(chunks);
    return ledger;
  }

  TemporaryDirectory directory_;
};

TEST_F(MergeLedgersTest, CountNoIdTwice) {
  Ledger into = ledger_of("into", {chunk_of({0, 10})});
  Ledger from = ledger_of("from", {chunk_of({0, 10}), chunk_of({5, 10}), chunk_of({20, 5})});
  const MergeResult result = merge_ledger(from, into);
  EXPECT_EQ(result.taken, 1U);
  EXPECT_EQ(result.repeated, 1U);
  EXPECT_EQ(result.overlapping, 1U);
  EXPECT_EQ(into.chunks().size(), 2U);
}

// Whichever ids: what one version counted besides would be lost without a word.
TEST_F(MergeLedgersTest, RefuseTalliesWithOtherEntries) {
  for (const IdRange ids : {IdRange{0, 10}, IdRange{5, 10}, IdRange{20, 10}}) {
    for (const bool newer_into_older : {false, true}) {
      const std::string name = std::to_string(ids.first) + (newer_into_older ? "n" : "o");
      Ledger into = ledger_of("into" + name, {chunk_of({0, 10}, !newer_into_older)});
      Ledger from =
          ledger_of("from" + name, {chunk_of({100, 10}, newer_into_older), chunk_of(ids)});
      try {
        merge_ledger(from, into);
        ADD_FAILURE() << name;
      } catch (const LedgerError& error) {
        const std::string message = error.what();
        EXPECT_TRUE(message.starts_with(from.path().string() + ": the ids 100 .. 109 of a point"))
            << message;
        EXPECT_TRUE(contains(message, "than those in " + into.path().string())) << message;
        EXPECT_TRUE(contains(
            message, newer_into_older ? "(with crossings.squares)" : "(without crossings.squares)"))
            << message;
        EXPECT_TRUE(contains(message, "; merge what one version counted")) << message;
      }
      EXPECT_EQ(into.chunks().size(), 1U) << "nothing is taken";
    }
  }
}

}  // namespace
}  // namespace census
