#include <gtest/gtest.h>

#include "host/config/yaml_reader.hpp"
#include "host/sweep/findings_text.hpp"
#include "tests/host/commands/program.hpp"
#include "tests/support/averaged_counts.hpp"

namespace census {
namespace {

SweepConfig sweep_with(const std::string& hypotheses) {
  return read_sweep_text(
      "points: {n0: [1, 2], n1: n0 .. n0 + 1}\nestimator: plain\nstop: {networks: 1e6}\n"
      "hypotheses:\n" +
          hypotheses,
      "sweep.yaml");
}

/// Rows in which a tenth of 10^6 networks are hits at every point.
std::vector<SweepRow> rows_of(const SweepConfig& config) {
  std::vector<SweepRow> rows;
  for (const auto& point : config.points) {
    Estimate estimate;
    estimate.parameters = point->parameters();
    estimate.networks = 1'000'000;
    estimate.asked.count = 1'000'000;
    estimate.sample = Proportion{100'000, 1'000'000};
    rows.push_back({.question = "unactivated",
                    .parameters = point->parameters(),
                    .seed = 1,
                    .estimate = estimate,
                    .failure = {}});
  }
  return rows;
}

TEST(Judge, FindsEachKindOfVerdict) {
  const SweepConfig config = sweep_with(
      "  - {name: right, probability: 1/10}\n"
      "  - {name: wrong, where: n1 == n0, probability: 0.11}\n"
      "  - {name: below, at_least: 0.09}\n"
      "  - {name: above, at_least: 0.11}\n"
      "  - {name: too near, at_most: 0.1}\n"
      "  - {name: cap, at_most: 0.2}\n");
  const auto findings = judge(config, rows_of(config));
  ASSERT_EQ(findings.size(), 6U);
  const Finding expected[] = {Finding::consistent, Finding::refuted,   Finding::consistent,
                              Finding::refuted,    Finding::undecided, Finding::consistent};
  for (std::size_t i = 0; i < findings.size(); ++i) {
    EXPECT_EQ(findings[i].points.size(), i == 1 ? 2U : 4U);
    for (const PointFinding& point : findings[i].points) {
      EXPECT_EQ(point.finding, expected[i]) << findings[i].hypothesis.name;
    }
  }
  EXPECT_TRUE(any_refuted(findings));
  const std::string text = findings_text(config, findings);
  EXPECT_TRUE(contains(text, "Hypothesis 'right' (P = 1/10): CONSISTENT at all 4 points.")) << text;
  EXPECT_TRUE(
      contains(text, "Hypothesis 'wrong' (P = 0.11 where n1 == n0): REFUTED at all 2 points."))
      << text;
  EXPECT_TRUE(contains(text, "in all 22 comparisons together has probability at most 0.05"))
      << text;
  EXPECT_EQ(findings_json(findings)[4]["points"][0]["verdict"], "UNDECIDED");
}

TEST(Judge, DoesNotCallAVagueCountConsistent) {
  const SweepConfig config = sweep_with("  - {probability: 0.1}\n");
  auto rows = rows_of(config);
  rows[0].estimate->sample = Proportion{1, 10};
  rows.pop_back();
  const auto findings = judge(config, rows);
  ASSERT_EQ(findings[0].points.size(), 3U);
  EXPECT_EQ(findings[0].points[0].finding, Finding::undecided);
  EXPECT_EQ(findings[0].points[1].finding, Finding::consistent);
  EXPECT_FALSE(any_refuted(findings));
}

TEST(FindingsText, SaysThatAProbabilityIsTinyAndWhatWasNotCounted) {
  const SweepConfig config = sweep_with(
      "  - {name: far, where: n0 == 1, probability: 0.9}\n"
      "  - {name: order, increasing_in: n0}\n");
  auto rows = rows_of(config);
  std::string text = findings_text(config, judge(config, rows));
  EXPECT_TRUE(contains(text, ", p < 1e-300")) << text;
  EXPECT_FALSE(contains(text, "p = 0")) << text;
  rows.resize(1);
  text = findings_text(config, judge(config, rows));
  EXPECT_TRUE(contains(text, "No two points that it compares have both been counted.")) << text;
  rows.clear();
  text = findings_text(config, judge(config, rows));
  EXPECT_TRUE(contains(text, "None of its points has been counted.")) << text;
}

TEST(Judge, TakesEqualCountsOfAllNetworksForConsistent) {
  const SweepConfig config =
      sweep_with("  - {probability: 1/8}\n  - {name: near, probability: 0.126}\n");
  auto rows = rows_of(config);
  rows.resize(1);
  rows[0].estimate->sample = testing::constant_counts(100, 1, 8);
  const auto findings = judge(config, rows);
  EXPECT_EQ(findings[0].points[0].finding, Finding::consistent);
  EXPECT_EQ(findings[1].points[0].finding, Finding::undecided);
}

/// Counts with the probabilities given, in the order of the points.
std::vector<SweepRow> rows_with(const SweepConfig& config, const std::vector<double>& p) {
  std::vector<SweepRow> rows = rows_of(config);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].estimate->sample = Proportion{static_cast<std::uint64_t>(p[i] * 1e6), 1'000'000};
  }
  return rows;
}

TEST(Judge, ComparesPointsAlongAParameter) {
  const SweepConfig config = sweep_with(
      "  - {name: wider is rarer, decreasing_in: n1}\n"
      "  - {name: deeper is rarer, where: n1 == 2, decreasing_in: n0}\n"
      "  - {name: no matter, same_for: n1}\n"
      "  - {name: grows, increasing_in: n1}\n");
  // (1, 1), (1, 2), (2, 2), (2, 3).
  const auto rows = rows_with(config, {0.2, 0.1, 0.1, 0.05});
  const auto findings = judge(config, rows);
  ASSERT_EQ(findings.size(), 4U);
  ASSERT_EQ(findings[0].points.size(), 2U);
  EXPECT_EQ(findings[0].points[1].parameters["n1"], 3);
  EXPECT_EQ((*findings[0].points[1].reference)["n1"], 2);
  EXPECT_EQ(findings[0].count(Finding::consistent), 2U);
  // Equal counts are no decrease, and no refutation of one.
  ASSERT_EQ(findings[1].points.size(), 1U);
  EXPECT_EQ(findings[1].points[0].finding, Finding::undecided);
  EXPECT_EQ(findings[2].count(Finding::refuted), 2U);
  EXPECT_EQ(findings[3].count(Finding::refuted), 2U);
  const std::string text = findings_text(config, findings);
  EXPECT_TRUE(contains(text, "'wider is rarer' (P decreases with n1): CONSISTENT at all 2 points."))
      << text;
  EXPECT_TRUE(contains(text, "The counts are in the claimed order at all 2 points.")) << text;
  EXPECT_TRUE(contains(text, "claimed as for n1 = 1, 0.2000, counted 0.1000 in")) << text;
  EXPECT_TRUE(contains(text, "Too few networks were counted to tell at its one point.")) << text;
  EXPECT_EQ(findings_json(findings)[2]["points"][0]["compared_to"]["n1"], 1);
}

TEST(Judge, ComparesInitialisations) {
  const SweepConfig config = read_sweep_text(
      "points: {n0: 1, n1: 2, init: [unit-normal, unit-cauchy, unit-laplace]}\n"
      "estimator: plain\nstop: {networks: 1e6}\nhypotheses:\n  - {same_for: init}\n",
      "sweep.yaml");
  const auto findings = judge(config, rows_with(config, {0.1, 0.1003, 0.11}));
  ASSERT_EQ(findings[0].points.size(), 2U);
  EXPECT_EQ(findings[0].points[0].finding, Finding::consistent);
  EXPECT_EQ(findings[0].points[1].finding, Finding::refuted);
  EXPECT_EQ((*findings[0].points[1].reference)["init"], "unit-normal");
  const SweepConfig again = read_sweep_text(resolved_yaml(config), "again.yaml");
  EXPECT_EQ(again.hypotheses[0].along, "init");
}

TEST(Judge, TrustsOpenCountsLess) {
  const SweepConfig config = sweep_with("  - {where: n0 == 1 && n1 == 1, probability: 0.1}\n");
  auto rows = rows_with(config, {0.1007, 0.1, 0.1, 0.1});
  EXPECT_EQ(judge(config, rows)[0].points[0].finding, Finding::refuted);
  // Whoever looks often sees 2.3 standard errors sooner or later.
  rows[0].estimate->sample_size = SampleSize::open;
  EXPECT_NE(judge(config, rows)[0].points[0].finding, Finding::refuted);
}

TEST(Hypotheses, AreReadStrictly) {
  const struct {
    const char* text;
    const char* message;
  } wrong[] = {
      {"  - {name: x}\n", "the hypothesis claims nothing"},
      {"  - {probability: 1/2, at_least: 1/3}\n", "claims more than one thing"},
      {"  - {probability: 1/2, same_for: n1}\n", "claims more than one thing"},
      {"  - {increasing_in: init}\n", "'init' is not a parameter to compare along"},
      {"  - {same_for: inti}\n", "did you mean 'init'?"},
      {"  - {same_for: init}\n", "no two points of the sweep differ in init alone"},
      {"  - {where: n0 == 2 && n1 == 2, decreasing_in: n1}\n", "compares nothing"},
      {"  - {probabilty: 1/2}\n", "did you mean 'probability'?"},
      {"  - {probability: 2^-(m+1)}\n", "unknown name 'm'"},
      {"  - {probability: n0}\n", "is 2, and no probability (for n0 = 2"},
      {"  - {where: n0 > 5, probability: 1/2}\n", "speaks of no point"},
      {"  - {name: a, probability: 1/2}\n  - {name: a, probability: 1/3}\n", "two hypotheses"},
      {"  - 1/2\n", "is not a hypothesis"},
      {"  - {name: [a], probability: 1/2}\n", "a list is not the name of a hypothesis"},
      {"  - {probability: 1/2}\nerror_level: 1e-17\n", "from 1e-9 to below 1"},
      {"  - {probability: 1/2}\nerror_level: 2\n", "'2' is not an error level"},
  };
  for (const auto& [text, message] : wrong) {
    try {
      sweep_with(text);
      ADD_FAILURE() << text << " was read";
    } catch (const ConfigError& error) {
      EXPECT_TRUE(contains(error.what(), message)) << error.what();
    }
  }
}

TEST(Hypotheses, AreInTheResolvedConfiguration) {
  const SweepConfig config = sweep_with(
      "  - {name: 'a: b', where: n1 <= n0, probability: 2^-(n1+1)}\n  - {at_least: 1e-3}\n"
      "error_level: 0.01\n");
  const SweepConfig again = read_sweep_text(resolved_yaml(config), "again.yaml");
  EXPECT_EQ(resolved(again), resolved(config));
  EXPECT_EQ(again.hypotheses[0].name, "a: b");
  EXPECT_EQ(again.hypotheses[1].name, "at_least: 1e-3");
  EXPECT_EQ(again.error_level, 0.01);
}

}  // namespace
}  // namespace census
