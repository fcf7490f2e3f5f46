#include "host/report/markdown.hpp"

#include <gtest/gtest.h>

#include "tests/host/commands/program.hpp"
#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

TEST(MarkdownText, EscapesWhatWouldBeMarkupAlsoInCells) {
  EXPECT_EQ(markdown_text("a|b"), "a\\|b");
  EXPECT_EQ(markdown_text("n1 <= n0 * 2_x `y` \\"), "n1 \\<= n0 \\* 2\\_x \\`y\\` \\\\");
  EXPECT_EQ(markdown_text("two\nlines"), "two lines");
  EXPECT_EQ(markdown_text("[0.1, 0.2] (a)"), "[0.1, 0.2] (a)");
  EXPECT_EQ(markdown_text("[a](b)"), "[a]\\(b)");
}

TEST(MarkdownCode, FindsAFenceThatTheTextDoesNotHave) {
  EXPECT_EQ(markdown_code("a | b"), "`a | b`");
  EXPECT_EQ(markdown_code("a `b` ``c``"), "``` a `b` ``c`` ```");
  EXPECT_EQ(markdown_code("two\nlines"), "`two lines`");
}

TEST(ReportMarkdown, HasEveryPointAndItsCommand) {
  const SweepConfig config = example_config();
  std::vector<SweepRow> rows = example_rows(config);
  const std::string text = report_markdown(make_report("example", config, rows, {}, "plots"));
  EXPECT_TRUE(text.starts_with("# example\n\nIs the second-layer neuron"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    // Results, and where they come from.
    EXPECT_EQ(occurrences(text, "\n| " + number + " | "), 2U) << number;
    EXPECT_TRUE(
        contains(text, "\n- " + number + ": `" + regenerating_command(*rows[i].estimate) + "`\n"));
  }
  EXPECT_TRUE(contains(text,
                       "## Configuration\n\nWith every default and every point:\n\n```yaml\n"
                       "question: unactivated\n"));
}

TEST(ReportMarkdown, HasCellsForEveryColumn) {
  const SweepConfig config = example_config("hypotheses: [{name: a | b, at_least: 1e-9}]\n");
  std::vector<SweepRow> rows = example_rows(config);
  fail(rows[3], "one | two");
  std::istringstream lines(report_markdown(make_report("x", config, rows, {}, "plots")));
  std::size_t expected = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| ")) {
      expected = 0;
      continue;
    }
    const std::size_t bars = occurrences(line, "|") - occurrences(line, "\\|");
    if (expected == 0) expected = bars;
    EXPECT_EQ(bars, expected) << line;
  }
}

TEST(ReportMarkdown, PutsVerdictsFirst) {
  const SweepConfig config = example_config(
      "hypotheses:\n  - {name: right, where: n1 <= n0, probability: 2^-(n1+1)}\n"
      "  - {name: '*wrong*', where: n1 == 1, probability: 0.3}\n");
  const std::string text =
      report_markdown(make_report("x", config, example_rows(config), {}, "plots"));
  EXPECT_TRUE(contains(
      text, "**H1: right**: `P = 2^-(n1+1) where n1 <= n0` - 4 CONSISTENT\n\nThe counts agree"))
      << text;
  EXPECT_TRUE(contains(text, "**H2: \\*wrong\\***: `P = 0.3 where n1 == 1` - 2 REFUTED"));
  EXPECT_EQ(occurrences(text, "\n- REFUTED at n0 = 1, n1 = 1"), 2U);
  EXPECT_LT(text.find("## Verdicts"), text.find("## Results"));
}

TEST(ReportMarkdown, LinksPlotsThatWereDrawnAndSaysWhyOthersWereNot) {
  const SweepConfig config = example_config();
  Figures figures;
  figures.figures.push_back({{"probability", "P", "caption", "script", "data"}, "<svg/>"});
  figures.figures.push_back({{"scaled", "S", "caption", "script", "data"}, ""});
  figures.problem = "no gnuplot";
  const std::string text = report_markdown(make_report("x", config, {}, figures, "plots"));
  EXPECT_TRUE(contains(text, "![P](plots/probability.svg)"));
  EXPECT_FALSE(contains(text, "scaled.svg"));
  EXPECT_TRUE(contains(text, "[plots/scaled.gp](plots/scaled.gp)"));
  EXPECT_TRUE(contains(text, "Note: no gnuplot."));
}

}  // namespace
}  // namespace census
