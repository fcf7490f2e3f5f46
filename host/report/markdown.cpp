#include "host/report/markdown.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/report/reading_aid.hpp"
#include "host/sweep/findings_text.hpp"

namespace census {
namespace {

/// Returns the length of the longest run of backquotes.
std::size_t longest_fence(std::string_view text) {
  std::size_t longest = 0, length = 0;
  for (const char c : text) {
    length = c == '`' ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  return longest;
}

std::string line_of(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string table(const ReportTable& table) {
  std::vector<std::string> headers, rules;
  for (const Column& column : table.columns) {
    headers.push_back(markdown_text(column.header));
    rules.emplace_back(column.align == Column::Align::right ? "---:" : ":---");
  }
  std::string text = line_of(headers) + line_of(rules);
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row) cells.push_back(markdown_text(cell));
    text += line_of(cells);
  }
  for (const std::string& note : table.footnotes) text += "\n" + markdown_text(note) + "\n";
  return text;
}

std::string verdicts(const Report& report) {
  std::string text = "## Verdicts\n\n";
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const HypothesisFindings& found = report.findings[i];
    text += fmt::format("**H{}: {}**: {}", i + 1, markdown_text(found.hypothesis.name),
                        markdown_code(claim_text(found.hypothesis)));
    for (const Finding finding : {Finding::refuted, Finding::consistent, Finding::undecided}) {
      if (found.count(finding) == 0) continue;
      text += fmt::format(" - {} {}", found.count(finding), finding_name(finding));
    }
    text += fmt::format("\n\n{}\n\n", markdown_text(sentence(found)));
    for (const PointFinding& point : found.points) {
      if (point.finding != Finding::refuted) continue;
      text += fmt::format("- {} at {}\n", finding_name(point.finding),
                          markdown_text(finding_line(found, point)));
    }
    if (found.count(Finding::refuted) > 0) text += "\n";
  }
  for (const std::string& sentence : report.conclusions) text += markdown_text(sentence) + "\n\n";
  return text;
}

std::string plots(const Report& report) {
  if (report.figures.figures.empty()) return "";
  std::string text = "## Plots\n\n";
  if (!report.figures.problem.empty()) {
    text += fmt::format("Note: {}.\n\n", markdown_text(report.figures.problem));
  }
  for (const Figure& figure : report.figures.figures) {
    const std::string file = report.plots_directory + "/" + figure.plot.name;
    text += fmt::format("### {}\n\n", markdown_text(figure.plot.title));
    if (!figure.svg.empty()) {
      text += fmt::format("![{}]({}.svg)\n\n{}\n\n", markdown_text(figure.plot.title), file,
                          markdown_text(figure.plot.caption));
    }
    text +=
        fmt::format("To restyle it: [{}.gp]({}.gp), [{}.dat]({}.dat).\n\n", file, file, file, file);
  }
  for (const std::string& note : report.results.footnotes) text += markdown_text(note) + "\n\n";
  return text;
}

std::string commands(const Report& report) {
  std::string text;
  for (std::size_t i = 0; i < report.commands.size(); ++i) {
    if (report.commands[i].empty()) continue;
    text += fmt::format("- {}: {}\n", i + 1, markdown_code(report.commands[i]));
  }
  return text.empty() ? "" : "The commands, by the number of the point:\n\n" + text + "\n";
}

std::string missing(const Report& report) {
  if (report.missing.empty()) return "";
  std::string text = "## Points without a result\n\n";
  for (const MissingPoint& point : report.missing) {
    text += fmt::format("- {}: {}\n", markdown_text(point.point), markdown_text(point.reason));
  }
  return text + "\n";
}

std::string dictionary(const Report& report) {
  std::string text = "## What the columns mean\n\n" + how_to_read_dictionary + "\n\n" +
                     line_of({"column", "of", "meaning", "unit"}) +
                     line_of({":---", ":---", ":---", ":---"});
  for (const ColumnMeaning& column : report.dictionary) {
    text += line_of({markdown_text(column.name), place_name(column.place),
                     markdown_text(column.meaning), markdown_text(column.unit)});
  }
  return text + "\n";
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      escaped += ' ';
      continue;
    }
    if (std::string_view("\\|<>*_`&~").find(c) != std::string_view::npos) escaped += '\\';
    // A bracket alone is text; one after another is a link.
    if (c == '(' && escaped.ends_with(']')) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string markdown_code(std::string_view text) {
  std::string code(text);
  std::replace_if(
      code.begin(), code.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  const std::size_t longest = longest_fence(code);
  const std::string fence(longest + 1, '`');
  const char* blank = longest > 0 ? " " : "";
  return fence + blank + code + blank + fence;
}

std::string report_markdown(const Report& report) {
  std::string text =
      fmt::format("# {}\n\n{}\n\n", markdown_text(report.title), markdown_text(report.question));
  for (const std::string& notice : {report.incomplete, report.unasked}) {
    if (!notice.empty()) text += fmt::format("**{}**\n\n", markdown_text(notice));
  }
  for (const auto& [name, value] : report.facts) {
    text += fmt::format("- {}: {}\n", markdown_text(name), markdown_text(value));
  }
  text += "\n" + verdicts(report) + plots(report);
  text += fmt::format("## Results\n\n{}\n\n{}\n", how_to_read_results, table(report.results));
  text += fmt::format("## Where the numbers come from\n\n{}\n\n{}\n{}", how_to_read_origins,
                      table(report.origins), commands(report));
  text += missing(report) + dictionary(report);
  const std::string fence(std::max<std::size_t>(3, longest_fence(report.configuration) + 1), '`');
  text += fmt::format("## Configuration\n\nWith every default and every point:\n\n{}yaml\n{}{}\n",
                      fence, report.configuration, fence);
  return text;
}

}  // namespace census
