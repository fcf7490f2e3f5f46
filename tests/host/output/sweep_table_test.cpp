#include "host/output/sweep_table.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/host/output/example_estimate.hpp"

namespace census {
namespace {

SweepRow row_of(const Estimate& estimate) {
  return {.question = estimate.question,
          .parameters = estimate.parameters,
          .seed = estimate.seed,
          .estimate = estimate,
          .failure = {}};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(SweepTable, ShowsARowPerPoint) {
  const std::string text =
      sweep_table({row_of(example_estimate()), row_of(estimate_without_hits())});
  EXPECT_EQ(text,
            "n0  n1  init         estimator   networks  degenerate          P +- error     "
            "95 % interval           theory      z  networks/s  gain  s to 0.0001\n"
            " 2   3  unit-normal      plain  1,000,000           1  0.07823 +- 0.00027  "
            "[0.0776, 0.0788]  5/64 = 0.078125  +0.37         2e6     1          589\n"
            " 2   3  unit-normal      plain  1,000,000           0          < 3.69e-06      "
            "[0, 3.7e-06]                -      -         2e6     1            -\n")
      << text;
}

TEST(SweepTable, ListsWhatFailedWithItsReason) {
  SweepRow failed = row_of(example_estimate());
  failed.estimate.reset();
  failed.failure = "out of memory";
  const std::string text = sweep_table({row_of(example_estimate()), failed});
  EXPECT_TRUE(contains(text, "failed (1)\n"));
  EXPECT_TRUE(text.ends_with("(1) out of memory\n"));
}

TEST(SweepTable, NumbersParametersThatAreObjectsOnce) {
  Estimate custom = example_estimate();
  custom.parameters["init"] = {{"scale", 2}};
  const std::string text = sweep_table({row_of(custom), row_of(custom)});
  EXPECT_TRUE(contains(text, " 2   3  (1) "));
  EXPECT_TRUE(text.ends_with("\n(1) init = {\"scale\":2}\n"));
  EXPECT_FALSE(contains(text, "(2)"));
}

TEST(SweepTable, MarksAPointCountedInPart) {
  Estimate part = example_estimate();
  part.asked.count += 1;
  EXPECT_TRUE(contains(sweep_table({row_of(part)}), "1,000,000 (partial)"));
}

TEST(SweepTable, OfNothingIsEmpty) { EXPECT_EQ(sweep_table({}), ""); }

TEST(SweepSummary, SaysHowTheTheoremsFared) {
  Estimate far = example_estimate();
  far.parameters["n1"] = 2;
  std::get<Proportion>(far.sample).hits -= 200;
  EXPECT_EQ(
      sweep_summary({row_of(example_estimate()), row_of(far), row_of(estimate_without_hits())}),
      "2 of 3 points have a theorem to compare with. The largest |z| is 0.37, at n0 = 2, n1 "
      "= 3, init = unit-normal. All lie within 5 standard deviations.\n");
  std::get<Proportion>(far.sample).hits -= 2000;
  EXPECT_TRUE(contains(sweep_summary({row_of(example_estimate()), row_of(far)}),
                       "NOT all lie within 5 standard deviations."));
}

TEST(SweepSummary, AnImpossibleTheoremIsNotWithinAnything) {
  Estimate refuted = example_estimate();
  refuted.theory.value = 0.0;
  EXPECT_TRUE(contains(sweep_summary({row_of(refuted)}), "The largest |z| is inf"));
  EXPECT_TRUE(contains(sweep_summary({row_of(refuted)}), "NOT all"));
}

TEST(SweepSummary, AdmitsThatThereIsNothingToCompareWith) {
  EXPECT_EQ(sweep_summary({row_of(estimate_without_hits())}),
            "None of the 1 points counted has a theorem to compare with.\n");
}

}  // namespace
}  // namespace census
