#include "host/run/interruption.hpp"

#include <gtest/gtest.h>
#include <signal.h>

namespace census {
namespace {

TEST(Interruption, IsRequestedByTheFirstSignal) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Interruption interruption;
    EXPECT_FALSE(interruption.requested());
    raise(signal);
    EXPECT_TRUE(interruption.requested());
  }
}

TEST(Interruption, ForgetsTheSignalsBeforeIt) {
  {
    const Interruption interruption;
    raise(SIGINT);
  }
  const Interruption interruption;
  EXPECT_FALSE(interruption.requested());
}

TEST(Interruption, PutsBackTheHandlersBeforeIt) {
  struct sigaction before = {};
  sigaction(SIGTERM, nullptr, &before);
  {
    const Interruption interruption;
    struct sigaction during = {};
    sigaction(SIGTERM, nullptr, &during);
    EXPECT_NE(during.sa_handler, before.sa_handler);
  }
  struct sigaction after = {};
  sigaction(SIGTERM, nullptr, &after);
  EXPECT_EQ(after.sa_handler, before.sa_handler);
}

TEST(Interruption, LeavesAnIgnoredSignalIgnored) {
  struct sigaction ignore = {};
  struct sigaction before = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignore, &before);
  {
    const Interruption interruption;
    raise(SIGINT);
    EXPECT_FALSE(interruption.requested());
  }
  sigaction(SIGINT, &before, nullptr);
}

TEST(InterruptionDeathTest, SecondSignalLeavesAtOnce) {
  EXPECT_EXIT(
      {
        const Interruption interruption;
        raise(SIGTERM);
        raise(SIGINT);
      },
      testing::ExitedWithCode(130), "");
}

}  // namespace
}  // namespace census
