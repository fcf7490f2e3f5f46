#include "host/report/write_report.hpp"

#include <fmt/format.h>

#include "host/output/replace_file.hpp"
#include "host/report/html.hpp"
#include "host/report/markdown.hpp"
#include "host/report/plot.hpp"
#include "host/report/report.hpp"

namespace census {
namespace {

constexpr const char* plots_directory = "plots";

/// The last part of the path that is a name, also of "results/theorem/" and of ".".
std::string name_of(const std::filesystem::path& directory) {
  std::filesystem::path path = std::filesystem::absolute(directory).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  return path.filename().string();
}

}  // namespace

std::string write_report(const SweepDirectory& directory, const SweepConfig& config,
                         const std::vector<SweepRow>& rows, const UnaskedPoints& unasked) {
  const std::string again = fmt::format("relu-census report {}", directory.path().string());
  Figures figures = draw_plots(directory.path() / plots_directory, make_plots(config, rows), again);
  const Report report = make_report(name_of(directory.path()), config, rows, std::move(figures),
                                    plots_directory, unasked);
  replace_file(directory.path() / "report.md", report_markdown(report));
  replace_file(directory.path() / "report.html", report_html(report));
  return report.figures.problem;
}

}  // namespace census
