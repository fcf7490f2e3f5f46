#include "host/config/sweep_config.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/config/yaml_reader.hpp"

namespace census {
namespace {

SweepConfig read(const std::string& text) { return read_sweep_text(text, "dir/sweep.yaml"); }

std::vector<std::string> identities(const SweepConfig& config) {
  std::vector<std::string> all;
  for (const auto& point : config.points) all.push_back(point->identity());
  return all;
}

TEST(SweepConfig, IsTheWholeConfiguration) {
  EXPECT_EQ(resolved(read("points: {n0: 1, n1: 1 .. 2}\nstop: {networks: 1e3}\n")).dump(),
            R"({"question":"unactivated","seed":1,"points":[{"n0":1,"n1":1,"init":"unit-normal"},)"
            R"({"n0":1,"n1":2,"init":"unit-normal"}],"estimator":"auto",)"
            R"("stop":{"networks":1000}})");
}

TEST(SweepConfig, ReadsBackAsTheSameSweep) {
  const SweepConfig config = read(
      "seed: 18446744073709551615\npoints:\n  n0: 1 .. 3\n  n1: n0 .. n0 + 2\n  init:\n"
      "    - pytorch-linear\n    - first_weights: {distribution: laplace, scale: 0.1}\n"
      "      first_biases: {distribution: cauchy, scale: 1e-9}\n"
      "      second_weights: {distribution: smoothed-rademacher, scale: 1e9}\n"
      "      second_biases: {distribution: uniform, scale: 0.333333333333333333}\n"
      "estimator: signs\nstop: {networks: 9223372036854775808, relative_error: 1e-5}\n");
  const SweepConfig again = read(resolved_yaml(config));
  EXPECT_EQ(identities(again), identities(config));
  EXPECT_EQ(resolved(again), resolved(config));
  EXPECT_EQ(resolved_yaml(again), resolved_yaml(config));
  const SweepConfig from_json = read(resolved(config).dump());
  EXPECT_EQ(identities(from_json), identities(config));
}

}  // namespace
}  // namespace census
