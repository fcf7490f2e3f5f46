#pragma once

#include <string>

#include "tests/host/commands/program.hpp"

namespace census {

inline constexpr const char* small_sweep =
    "question: unactivated\n"
    "seed: 11\n"
    "points:\n"
    "  n0: [1, 2]\n"
    "  n1: [1, 2]\n"
    "  init: unit-normal\n"
    "estimator: plain\n"
    "stop:\n"
    "  networks: 20000\n";

/// Returns everything in the ledger that does not depend on the clock.
inline std::string report_of(const std::string& directory) {
  const Outcome report = run({"report", directory});
  EXPECT_EQ(report.code, 0) << report.err;
  return read_file(directory + "/results.csv");
}

/// A test of `sweep` and of what reads its directories, with a directory of its own.
class SweepCommand : public ::testing::Test {
 protected:
  std::string config(const std::string& text) { return write_file(directory / "sweep.yaml", text); }

  TemporaryDirectory directory;
};

}  // namespace census
