#include "host/run/throughput.hpp"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

namespace census {
namespace {

/// Takes a microsecond for each network.
class SteadyCensus final : public Census {
 public:
  Batch count(IdRange range) override {
    EXPECT_EQ(range.first, next);
    next += range.count;
    std::this_thread::sleep_for(std::chrono::microseconds(range.count));
    return {};
  }
  std::uint64_t preferred_batch() const override { return 1600; }

  std::uint64_t next = 0;
};

TEST(Throughput, IsTheMedianRateOfItsTurns) {
  SteadyCensus census;
  Throughput throughput(census);
  for (int turn = 0; turn < 3; ++turn) throughput.take_turn(0.02);
  EXPECT_GT(census.next, 1000U);
  // Sleeping takes longer than asked for, never less.
  EXPECT_LE(throughput.median(), 1.0e6);
  EXPECT_GT(throughput.median(), 1.0e4);
}

}  // namespace
}  // namespace census
