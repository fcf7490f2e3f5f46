#include "host/report/report.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "host/report/html.hpp"
#include "host/report/markdown.hpp"
#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

TEST(MakeReport, OfACompleteSweepMissesNothing) {
  const SweepConfig config = example_config();
  const Report report = make_report("title", config, example_rows(config), {}, "plots");
  EXPECT_EQ(report.title, "title");
  EXPECT_EQ(report.incomplete, "");
  EXPECT_TRUE(report.missing.empty());
  EXPECT_EQ(report.commands.size(), 8U);
  EXPECT_EQ(report.configuration, resolved_yaml(config));
  EXPECT_EQ(report.conclusions.front(), "The configuration states no hypothesis.");
  EXPECT_NE(std::find(report.facts.begin(), report.facts.end(),
                      Fact{"Networks", "8,000,000 counted in 4.00 s"}),
            report.facts.end());
}

TEST(MakeReport, SaysWhatIsMissingAndWhy) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  rows.pop_back();
  fail(rows[0], "out of memory");
  rows[1].estimate->asked.count += 1;
  const Report report = make_report("title", config, rows, {}, "plots");
  EXPECT_EQ(report.incomplete,
            "This sweep is not complete: 5 of 8 points are done, 1 counted in part, 1 failed, 1 "
            "not begun. The same sweep command goes on from here.");
  ASSERT_EQ(report.missing.size(), 2U);
  EXPECT_EQ(report.missing[0].reason, "out of memory");
  EXPECT_EQ(report.missing[1].point, "n0 = 2, n1 = 3, init = unit-cauchy");
  EXPECT_EQ(report.missing[1].reason, "not begun");
  EXPECT_EQ(report.commands[0], "");
}

TEST(MakeReport, SaysWhatTheLedgerHoldsBesides) {
  const SweepConfig config = example_config();
  const std::vector<SweepRow> rows = example_rows(config);
  EXPECT_EQ(make_report("x", config, rows, {}, "plots").unasked, "");
  const UnaskedPoints unasked{.number = 3, .changed_files = {{"<a>.csv", "files/a.csv"}}};
  const Report report = make_report("x", config, rows, {}, "plots", unasked);
  EXPECT_EQ(report.unasked, unasked_text(unasked));
  EXPECT_NE(report_markdown(report).find("\n**The ledger holds 3 points that "), std::string::npos);
  EXPECT_NE(report_html(report).find("<p class=\"notice\">The ledger holds 3 points that "),
            std::string::npos);
}

TEST(MakeReport, SaysWhenThisProgramCannotGoOn) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  rows[0].estimate->asked.count += 1;
  rows[0].of_other_version = true;
  EXPECT_EQ(make_report("x", config, rows, {}, "plots").incomplete,
            "This sweep is not complete: 7 of 8 points are done, 1 counted in part. " +
                how_to_go_on(rows));
}

TEST(MakeReport, OfNothingIsAReport) {
  const SweepConfig config = example_config();
  const Report report = make_report("title", config, {}, {}, "plots");
  EXPECT_EQ(report.missing.size(), 8U);
  EXPECT_TRUE(report.incomplete.starts_with("This sweep is not complete: 0 of 8 points are done"));
}

}  // namespace
}  // namespace census
