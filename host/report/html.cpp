#include "host/report/html.hpp"

#include <array>

#include <fmt/format.h>

#include "host/report/html_style.hpp"
#include "host/report/html_text.hpp"
#include "host/report/reading_aid.hpp"
#include "host/sweep/findings_text.hpp"

namespace census {
namespace {

constexpr std::array findings_by_weight = {Finding::refuted, Finding::undecided,
                                           Finding::consistent};

std::string element(const char* name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, html_text(text));
}

std::string coloured(Finding finding) {
  const std::string name = finding_name(finding);
  return fmt::format("<b class=\"{0}\">{0}</b>", name);
}

/// The finding that weighs most, which colours the whole; none without points.
std::string heaviest(const HypothesisFindings& found) {
  for (const Finding finding : findings_by_weight) {
    if (found.count(finding) > 0) return finding_name(finding);
  }
  return "";
}

std::string counts(const HypothesisFindings& found) {
  std::string text;
  for (const Finding finding : findings_by_weight) {
    if (found.count(finding) == 0) continue;
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : ", ", found.count(finding), coloured(finding));
  }
  return text.empty() ? "no points" : text;
}

std::string head(const Report& report) {
  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; img-src data:\">\n"
      "<title>{} - relu-census</title>\n<style>{}</style>\n</head>\n<body>\n<header>\n",
      html_text(report.title), html_style);
  html += element("h1", report.title);
  html += element("p", report.question);
  for (const std::string& notice : {report.incomplete, report.unasked}) {
    if (notice.empty()) continue;
    html += fmt::format("<p class=\"notice\">{}</p>\n", html_text(notice));
  }
  html += "<dl>\n";
  for (const auto& [name, value] : report.facts) html += element("dt", name) + element("dd", value);
  return html + "</dl>\n</header>\n<main>\n";
}

std::string verdict(std::size_t number, const HypothesisFindings& found) {
  std::string html = fmt::format(
      "<section class=\"verdict {}\">\n<span class=\"counts\">{}</span>\n"
      "<h3><span class=\"soft\">H{}</span> {}</h3>\n<p class=\"claim\"><code>{}</code></p>\n",
      heaviest(found), counts(found), number, html_text(found.hypothesis.name),
      html_text(claim_text(found.hypothesis)));
  html += element("p", sentence(found));
  if (found.count(Finding::refuted) > 0) {
    html += "<ul>\n";
    for (const PointFinding& point : found.points) {
      if (point.finding != Finding::refuted) continue;
      html += fmt::format("<li>{} at {}</li>\n", coloured(point.finding),
                          html_text(finding_line(found, point)));
    }
    html += "</ul>\n";
  }
  return html + "</section>\n";
}

std::string verdicts(const Report& report) {
  std::string html = "<h2>Verdicts</h2>\n";
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    html += verdict(i + 1, report.findings[i]);
  }
  for (const std::string& sentence : report.conclusions) html += element("p", sentence);
  return html;
}

std::string footnotes(const ReportTable& table) {
  std::string html;
  for (const std::string& note : table.footnotes) {
    html += fmt::format("<p class=\"footnotes\">{}</p>\n", html_text(note));
  }
  return html;
}

std::string plots(const Report& report) {
  if (report.figures.figures.empty()) return "";
  std::string html = "<h2>Plots</h2>\n";
  if (!report.figures.problem.empty()) {
    html += fmt::format("<p class=\"notice\">Note: {}.</p>\n", html_text(report.figures.problem));
  }
  for (const Figure& figure : report.figures.figures) {
    const Plot& plot = figure.plot;
    const std::string file = html_text(report.plots_directory + "/" + plot.name);
    html += "<figure>\n";
    std::string caption = fmt::format("<h3>{}</h3>\n", html_text(plot.title));
    if (!figure.svg.empty()) {
      html += fmt::format("<img width=\"900\" height=\"480\" alt=\"{}\" src=\"{}\">\n",
                          html_text(plot.title), svg_address(figure.svg));
      caption += element("p", plot.caption);
    }
    html += fmt::format(
        "<figcaption>{}<p class=\"soft\">To restyle it: <a href=\"{}.gp\">script</a>, <a "
        "href=\"{}.dat\">data</a>.</p></figcaption>\n</figure>\n",
        caption, file, file);
  }
  return html + footnotes(report.results);
}

std::string cell_html(const Column& column, const std::string& cell) {
  std::string html = html_text(cell);
  if (column.header != "verdict") return html;
  for (const Finding finding : findings_by_weight) {
    const std::string name = finding_name(finding);
    const std::string marked = coloured(finding);
    for (std::size_t at = html.find(name); at != std::string::npos;) {
      html.replace(at, name.size(), marked);
      at = html.find(name, at + marked.size());
    }
  }
  return html;
}

/// @param commands folded up in a last column; none without.
std::string table_html(const ReportTable& table, const std::vector<std::string>& commands) {
  std::string html = "<div class=\"frame\"><table>\n<thead><tr>";
  const auto alignment = [](const Column& column) {
    return column.align == Column::Align::right ? " class=\"right\"" : "";
  };
  for (const Column& column : table.columns) {
    html += fmt::format("<th{}>{}</th>", alignment(column), html_text(column.header));
  }
  html += fmt::format("{}</tr></thead>\n<tbody>\n", commands.empty() ? "" : "<th>command</th>");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::vector<std::string>& row = table.rows[i];
    // A rule where the first parameter changes, unless it does so at every row.
    const auto begins_group = [&](std::size_t at) {
      return at > 0 && at < table.rows.size() && table.rows[at][1] != table.rows[at - 1][1];
    };
    const bool group = begins_group(i) && !(begins_group(i - 1) && begins_group(i + 1));
    html += group ? "<tr class=\"group\">" : "<tr>";
    for (std::size_t k = 0; k < row.size(); ++k) {
      html += fmt::format("<td{}>{}</td>", alignment(table.columns[k]),
                          cell_html(table.columns[k], row[k]));
    }
    if (!commands.empty()) {
      html += commands[i].empty() ? "<td>-</td>"
                                  : fmt::format(
                                        "<td><details><summary>show</summary><code>{}"
                                        "</code></details></td>",
                                        html_text(commands[i]));
    }
    html += "</tr>\n";
  }
  html += "</tbody></table></div>\n";
  return html + footnotes(table);
}

std::string missing(const Report& report) {
  if (report.missing.empty()) return "";
  std::string html = "<h2>Points without a result</h2>\n<ul>\n";
  for (const MissingPoint& point : report.missing) {
    html += element("li", point.point + ": " + point.reason);
  }
  return html + "</ul>\n";
}

std::string dictionary(const Report& report) {
  std::string html = "<h2>What the columns mean</h2>\n" + element("p", how_to_read_dictionary) +
                     "<div class=\"frame\"><table class=\"prose\">\n<thead><tr><th>column</th>"
                     "<th>of</th><th>meaning</th><th>unit</th></tr></thead>\n<tbody>\n";
  for (const ColumnMeaning& column : report.dictionary) {
    html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                        html_text(column.name), html_text(place_name(column.place)),
                        html_text(column.meaning), html_text(column.unit));
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace

std::string report_html(const Report& report) {
  std::string html = head(report) + verdicts(report) + plots(report);
  html += "<h2>Results</h2>\n" + element("p", how_to_read_results);
  html += table_html(report.results, {});
  html += "<h2>Where the numbers come from</h2>\n" + element("p", how_to_read_origins);
  html += table_html(report.origins, report.commands);
  html += missing(report) + dictionary(report);
  html += "<h2>Configuration</h2>\n<p>With every default and every point:</p>\n";
  html += element("pre", report.configuration);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace census
