#include "host/report/html.hpp"

#include <regex>

#include <gtest/gtest.h>

#include "tests/host/commands/program.hpp"
#include "tests/host/report/example_sweep.hpp"

namespace census {
namespace {

constexpr const char* hostile_name = "<script>alert(\"x\")</script> & 'more' ";

Report hostile_report() {
  const SweepConfig config = example_config(
      "hypotheses: [{name: \"<script>alert(\\\"x\\\")</script> & 'more' \", at_least: 0.24}]\n");
  std::vector<SweepRow> rows = example_rows(config);
  fail(rows[2], hostile_name);
  rows[3].estimate->provenance.device = hostile_name;
  Figures figures;
  figures.figures.push_back(
      {{"probability", hostile_name, hostile_name, "", ""}, "<svg onload='\"x\"'></svg>"});
  figures.problem = hostile_name;
  return make_report(hostile_name, config, rows, figures, "plots");
}

TEST(ReportHtml, EscapesEverything) {
  const std::string html = report_html(hostile_report());
  EXPECT_FALSE(contains(html, "<script"));
  EXPECT_FALSE(contains(html, "<svg"));
  EXPECT_GE(occurrences(html, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;more"),
            8U);
}

TEST(ReportHtml, NeedsNothingElse) {
  const std::string html = report_html(hostile_report());
  // Whatever a browser would load: images are in the page, links go to files beside it.
  const std::regex loads("(src|href|srcset|data|action)=\"([^\"]*)\"");
  std::size_t found = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), loads), end; at != end; ++at, ++found) {
    const std::string address = (*at)[2];
    EXPECT_TRUE(address.starts_with("data:image/svg+xml,") || address.starts_with("plots/"))
        << address;
  }
  EXPECT_EQ(found, 3U);
  for (const char* element : {"<link", "<script", "<iframe", "@import", "url(", "http://"}) {
    EXPECT_FALSE(contains(html, element)) << element;
  }
  EXPECT_TRUE(contains(html, "content=\"default-src 'none';"));
}

TEST(ReportHtml, HasEveryPointAndItsCommand) {
  const SweepConfig config = example_config();
  const std::vector<SweepRow> rows = example_rows(config);
  const std::string html = report_html(make_report("x", config, rows, {}, "plots"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string cell = "><td class=\"right\">" + std::to_string(i + 1) + "</td>";
    EXPECT_EQ(occurrences(html, "<tr" + cell) + occurrences(html, "<tr class=\"group\"" + cell), 2U)
        << i + 1;
    EXPECT_TRUE(contains(html, "<details><summary>show</summary><code>" +
                                   regenerating_command(*rows[i].estimate) + "</code>"));
  }
  // Where n0 goes from 1 to 2, in both tables.
  EXPECT_EQ(occurrences(html, "<tr class=\"group\">"), 2U);
  EXPECT_EQ(occurrences(html, "5/64 = 0.078125"), 2U);
}

TEST(ReportHtml, OpensAndClosesEveryElement) {
  const std::string html = report_html(hostile_report());
  for (const char* name :
       {"html", "head",   "body",       "header",  "main", "style", "title",   "h1",
        "h2",   "h3",     "p",          "dl",      "dt",   "dd",    "section", "ul",
        "li",   "figure", "figcaption", "a",       "div",  "table", "thead",   "tbody",
        "tr",   "td",     "details",    "summary", "code", "pre",   "span",    "b"}) {
    const std::string open = std::string("<") + name;
    EXPECT_EQ(occurrences(html, open + ">") + occurrences(html, open + " "),
              occurrences(html, std::string("</") + name + ">"))
        << name;
  }
}

TEST(ReportHtml, ColoursVerdicts) {
  const SweepConfig config = example_config(
      "hypotheses:\n  - {name: a, at_least: 0.01}\n  - {name: b, probability: 0.25}\n");
  const std::string html = report_html(make_report("x", config, example_rows(config), {}, "plots"));
  EXPECT_TRUE(contains(html, "<section class=\"verdict CONSISTENT\">"));
  EXPECT_TRUE(contains(html, "<section class=\"verdict REFUTED\">"));
  EXPECT_TRUE(contains(html,
                       "<td>H1 <b class=\"CONSISTENT\">CONSISTENT</b>, H2 <b "
                       "class=\"REFUTED\">REFUTED</b></td>"));
}

}  // namespace
}  // namespace census
