#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "host/report/plot.hpp"
#include "host/report/plot_axis.hpp"
#include "host/report/plot_style.hpp"

namespace census {
namespace {

/// The picture always shows so many standard errors, so that chance looks like chance.
constexpr double least_height = 3.0;

struct Residuals {
  std::set<double> points;
  double height = least_height;
  bool any_infinite = false;
};

Residuals measure(const PlotData& data) {
  Residuals residuals;
  for (const PlotSeries& series : data.series) {
    for (const PlotPoint& point : series.points) {
      if (!point.value.z) continue;
      residuals.points.insert(static_cast<double>(point.number));
      if (std::isinf(*point.value.z)) {
        residuals.any_infinite = true;
      } else {
        residuals.height = std::max(residuals.height, 1.15 * std::abs(*point.value.z));
      }
    }
  }
  return residuals;
}

std::string data_file(const PlotData& data, const std::string& what) {
  std::string text = data_head(what, fmt::format("point (number in the table) z {}", data.x_name));
  std::string infinite;
  for (std::size_t i = 0; i < data.series.size(); ++i) {
    text += series_head(i, data.series[i]);
    for (const PlotPoint& point : data.series[i].points) {
      if (!point.value.z) continue;
      text += fmt::format("{} {} {}\n", point.number, data_number(*point.value.z),
                          data_number(point.x));
      if (std::isinf(*point.value.z)) {
        infinite += fmt::format("{} {}\n", point.number, *point.value.z > 0.0 ? 1 : -1);
      }
    }
    // A block without a line would shift the numbers of the others.
    text += "NaN NaN NaN\n\n\n";
  }
  return text + "# points whose z is infinite: above (1) or below (-1)\n" + infinite;
}

std::string axes(const Residuals& residuals) {
  return fmt::format(
      R"(
set object 1 rectangle from graph 0, first -2 to graph 1, first 2 behind fillcolor rgb "#f1f5f9" fillstyle solid noborder
set object 2 rectangle from graph 0, first -1 to graph 1, first 1 behind fillcolor rgb "#dfe8f1" fillstyle solid noborder
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back linewidth 1 linecolor rgb "#888888"
unset grid
set xlabel 'point, by its number in the table' textcolor rgb "#333333"
set ylabel 'z = (estimate - theory) / standard error' textcolor rgb "#333333"
set xrange [{:g}:{:g}]
set yrange [{:.4g}:{:.4g}]
{})",
      *residuals.points.begin() - 0.6, *residuals.points.rbegin() + 0.6, -residuals.height,
      residuals.height, integer_tics(residuals.points));
}

}  // namespace

std::optional<Plot> residuals_plot(const PlotData& data) {
  const Residuals residuals = measure(data);
  if (residuals.points.empty()) return std::nullopt;
  const std::string what = "Distance of every estimate from the theorem, in standard errors";
  Plot plot;
  plot.name = "residuals";
  plot.title = "Distance from the theorem";
  plot.caption =
      "How far each estimate lies from the theorem, in standard errors. If the theorem is right, "
      "about 68 of 100 points lie in the inner band (1 standard error) and 95 of 100 in the outer "
      "one (2).";
  std::string arrows;
  if (residuals.any_infinite) {
    plot.caption +=
        " An arrow at the edge is a point whose networks all gave one value, another than the "
        "theorem's.";
    arrows = fmt::format(
        ", \\\n  data index series using 1:($2 * {0:.4g}):(0):($2 * {1:.4g}) with vectors head "
        "filled linewidth 2 linecolor rgb \"#d55e00\" notitle",
        0.85 * residuals.height, 0.13 * residuals.height);
  }
  plot.script = script_head(plot.name, what, data) + axes(residuals) +
                "\nplot \\\n  for [i=0:series-1] data index i using 1:2 with points pointtype "
                "mark(i) pointsize 0.8 linecolor rgb colour(i) notitle" +
                arrows + legend_entries(data) + "\n";
  plot.data = data_file(data, what);
  return plot;
}

}  // namespace census
