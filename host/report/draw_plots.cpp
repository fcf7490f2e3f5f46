#include "host/report/draw_plots.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "host/output/replace_file.hpp"
#include "host/report/gnuplot.hpp"

namespace census {
namespace {

std::filesystem::path file_of(const std::filesystem::path& directory, const std::string& plot,
                              const char* extension) {
  return directory / (plot + extension);
}

void remove_others(const std::filesystem::path& directory, const std::vector<Plot>& plots) {
  for (const std::string& name : plot_names) {
    const bool there_is_one = std::any_of(plots.begin(), plots.end(),
                                          [&](const Plot& plot) { return plot.name == name; });
    if (there_is_one) continue;
    std::filesystem::remove(file_of(directory, name, ".svg"));
    std::filesystem::remove(file_of(directory, name, ".gp"));
    std::filesystem::remove(file_of(directory, name, ".dat"));
  }
  // A picture of older data must not stay where the new one could not be drawn.
  for (const Plot& plot : plots) {
    std::filesystem::remove(file_of(directory, plot.name, ".svg"));
  }
}

std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

Figures draw_plots(const std::filesystem::path& directory, std::vector<Plot> plots,
                   const std::string& again) {
  std::filesystem::create_directories(directory);
  remove_others(directory, plots);
  Figures drawn;
  for (Plot& plot : plots) {
    replace_file(file_of(directory, plot.name, ".gp"), plot.script);
    replace_file(file_of(directory, plot.name, ".dat"), plot.data);
    // What was missing or took too long once would be so for the next plot too.
    const GnuplotRun run = drawn.problem.empty() ? run_gnuplot(directory, plot.name + ".gp")
                                                 : GnuplotRun{GnuplotRun::End::failed, {}};
    Figure& figure = drawn.figures.emplace_back();
    if (run.end == GnuplotRun::End::drawn) {
      figure.svg = read(file_of(directory, plot.name, ".svg"));
    } else if (run.end == GnuplotRun::End::not_installed) {
      drawn.problem = fmt::format(
          "the plots are not drawn, because gnuplot is not installed: install it (package "
          "gnuplot-nox) and run '{}'",
          again);
    } else if (drawn.problem.empty()) {
      drawn.problem = fmt::format("gnuplot did not draw {}: {}", plot.name, run.message);
    }
    figure.plot = std::move(plot);
  }
  return drawn;
}

}  // namespace census
