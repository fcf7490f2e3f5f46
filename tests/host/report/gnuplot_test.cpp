#include "host/report/gnuplot.hpp"

#include <gtest/gtest.h>

#include "tests/host/report/gnuplot_stand_in.hpp"

namespace census {
namespace {

using End = GnuplotRun::End;

TEST(RunGnuplot, SaysThatItIsNotInstalled) {
  const OwnPath path;
  const TemporaryDirectory directory;
  EXPECT_EQ(run_gnuplot(directory / "", "x.gp").end, End::not_installed);
}

TEST(RunGnuplot, PassesTheScriptOnWithoutAShell) {
  const OwnPath path;
  path.add_gnuplot("pwd >&2; printf '<%s>' \"$@\" >&2; exit 1");
  const TemporaryDirectory directory;
  const GnuplotRun run = run_gnuplot(directory / "", "a b; $(c).gp");
  EXPECT_EQ(run.end, End::failed);
  EXPECT_TRUE(contains(run.message, "relu-census-")) << run.message;
  EXPECT_TRUE(contains(run.message, "<--default-settings><a b; $(c).gp>")) << run.message;
}

TEST(RunGnuplot, TellsWhatGnuplotSaid) {
  const OwnPath path;
  const TemporaryDirectory directory;
  path.add_gnuplot("echo 'line 3: unknown style' >&2; exit 1");
  EXPECT_EQ(run_gnuplot(directory / "", "x.gp").message, "line 3: unknown style\n");
  path.add_gnuplot("exit 3");
  EXPECT_EQ(run_gnuplot(directory / "", "x.gp").message, "it ended without a word");
  path.add_gnuplot("echo warning >&2; exit 0");
  EXPECT_EQ(run_gnuplot(directory / "", "x.gp").end, End::drawn);
}

TEST(RunGnuplot, EndsWhatTakesTooLong) {
  const OwnPath path;
  const TemporaryDirectory directory;
  path.add_gnuplot("exec /bin/sleep 60");
  const auto start = std::chrono::steady_clock::now();
  const GnuplotRun run = run_gnuplot(directory / "", "x.gp", std::chrono::milliseconds(100));
  EXPECT_EQ(run.end, End::failed);
  EXPECT_EQ(run.message, "not done after 100 ms, ended");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace census
