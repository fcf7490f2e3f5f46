#include "host/output/estimate_text.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/host/output/example_estimate.hpp"

namespace census {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(EstimateText, AnswersTheQuestionFirst) {
  EXPECT_TRUE(estimate_text(example_estimate())
                  .starts_with("P(unactivated) = 0.07823 +- 0.00027    n0 = 2, n1 = 3, init = "
                               "unit-normal\n"));
}

TEST(EstimateText, ShowsEverythingThereIsToKnow) {
  const std::string text = estimate_text(example_estimate());
  for (const char* part :
       {"95 % interval  [0.0776, 0.0788]  (clopper-pearson)",
        "5/64 = 0.078125, z = +0.37  (a theorem)", "1,000,000  (ids 0 .. 999999, seed 1)",
        "unactivated 78,225, activated 921,774, degenerate 1", "screen 900,000, exact 100,000",
        "cpu: a processor, 2 threads, 0.50 s, 2e6 networks/s",
        "relu-census estimate --question unactivated --n0 2"}) {
    EXPECT_TRUE(contains(text, part)) << part << " is not in\n" << text;
  }
}

TEST(EstimateText, NoHitsIsABoundAndNotZero) {
  const std::string text = estimate_text(estimate_without_hits());
  EXPECT_TRUE(text.starts_with("P(unactivated) < 3.69e-06    ")) << text;
  EXPECT_TRUE(contains(text, "no theorem covers this point"));
}

TEST(EstimateText, OnlyHitsIsABoundAndNotOne) {
  Estimate estimate = estimate_without_hits();
  estimate.sample = Proportion{1'000'000, 1'000'000};
  EXPECT_EQ(probability_text(estimate), "> 0.9999963");
}

TEST(EstimateText, OfAnInterruptedRunSaysSo) {
  Estimate part = example_estimate();
  part.asked.count = 5'000'000;
  EXPECT_TRUE(contains(estimate_text(part), "1,000,000 of 5,000,000, interrupted"));
  const std::string nothing = estimate_text(estimate_of_nothing());
  EXPECT_TRUE(nothing.starts_with("P(unactivated) -    "));
  EXPECT_TRUE(contains(nothing, "0 of 1,000,000, interrupted\n"));
}

TEST(EstimateText, ShowsMeansMeasuresAndBounds) {
  Estimate estimate = example_estimate();
  estimate.quantity = {"E[regions]", false, ""};
  AveragedCounts counts{.networks = 100, .sum = 3700, .sum_of_squares = 137'000};
  counts.greatest = 60;
  counts.most = 1000;
  estimate.sample = counts;
  estimate.theory = {.source = "somebody", .lower_bound = 30.0, .upper_bound = 50.0};
  estimate.measures = {{"bounded_regions", counts, {.value = 36.0, .fraction = "36"}}};
  const std::string text = estimate_text(estimate);
  EXPECT_TRUE(text.starts_with("E[regions] = 37.00 +- 0.10")) << text;
  EXPECT_TRUE(contains(text, "theory         at least 30, at most 50  (somebody)")) << text;
  EXPECT_TRUE(contains(text, "bounded_regions  37.00 +- 0.10    theory: 36, z = +9.95")) << text;
}

}  // namespace
}  // namespace census
