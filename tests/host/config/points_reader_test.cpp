#include "host/config/points_reader.hpp"

#include <string>

#include <gtest/gtest.h>

#include "host/config/yaml_reader.hpp"

namespace census {
namespace {

/// Returns the sweep whose points are `points`, with the rest as short as it can be.
SweepConfig read_points_only(const std::string& points) {
  return read_sweep_text("points:\n" + points + "stop: {networks: 1}\n", "a.yaml");
}

/// Returns the sizes of all points as "n0,n1 n0,n1 ...".
std::string sizes(const SweepConfig& config) {
  std::string text;
  for (const auto& point : config.points) {
    const Parameters& parameters = point->parameters();
    if (!text.empty()) text += ' ';
    text += parameters["n0"].dump() + ',' + parameters["n1"].dump();
  }
  return text;
}

TEST(PointsReader, AreTheProductOfAllValues) {
  EXPECT_EQ(sizes(read_points_only("  n0: [1, 2]\n  n1: [3, 4]\n")), "1,3 1,4 2,3 2,4");
  EXPECT_EQ(sizes(read_points_only("  n1: [3, 4]\n  n0: [1, 2]\n")), "1,3 2,3 1,4 2,4");
  EXPECT_EQ(sizes(read_points_only("  n0: 1..3\n  n1: 5 .. 5\n")), "1,5 2,5 3,5");
}

TEST(PointsReader, MayDependOnTheParametersAbove) {
  EXPECT_EQ(sizes(read_points_only("  n0: 1 .. 3\n  n1: n0 + 1\n")), "1,2 2,3 3,4");
  EXPECT_EQ(sizes(read_points_only("  n0: [1, 3]\n  n1: n0 .. n0 + 1   # comment\n")),
            "1,1 1,2 3,3 3,4");
  EXPECT_EQ(sizes(read_points_only("  n0: 2\n  n1: [1, n0 .. 2^n0, '7', 9 .. 10]\n")),
            "2,1 2,2 2,3 2,4 2,7 2,9 2,10");
  EXPECT_EQ(sizes(read_points_only("  n1: [4, 6]\n  n0: n1 / 2\n")), "2,4 3,6");
}

TEST(PointsReader, AreKeptOnce) {
  EXPECT_EQ(sizes(read_points_only("  n0: [1, 1]\n  n1: [2 .. 3, 3 .. 4]\n")), "1,2 1,3 1,4");
  EXPECT_EQ(sizes(read_points_only("  - {n0: 1, n1: 2 .. 4}\n  - {n0: 1 .. 2, n1: 4}\n")),
            "1,2 1,3 1,4 2,4");
}

TEST(PointsReader, KeepAnInitialisationWrittenOutAsItsNameOnce) {
  const std::string unit = "{distribution: normal, scale: 1}";
  const SweepConfig config = read_points_only(
      "  n0: 1\n  n1: 3\n  init:\n    - unit-normal\n    - {first_weights: " + unit +
      ", first_biases: " + unit + ", second_weights: " + unit + ", second_biases: " + unit +
      "}\n    - {first_weights: " + unit + ", first_biases: " + unit + ", second_weights: " + unit +
      ", second_biases: {distribution: normal, scale: 4}}\n");
  ASSERT_EQ(config.points.size(), 2U);
  EXPECT_EQ(config.points[0]->parameters()["init"], "unit-normal");
  EXPECT_EQ(config.points[1]->parameters()["init"]["second_biases"]["scale"], 4.0);
}

}  // namespace
}  // namespace census
