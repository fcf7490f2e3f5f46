#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "host/report/plot.hpp"
#include "host/report/plot_axis.hpp"
#include "host/report/plot_style.hpp"

namespace census {
namespace {

/// A linear axis shows values well that differ by no more.
constexpr double largest_linear_ratio = 20.0;

/// More lines than this show nothing but each other.
constexpr int most_lines = 15;

/// Bars that reach further than this factor from their point are cut off: one point with few hits
/// must not squeeze all others.
constexpr double longest_bar = 8.0;

/// A number, or a multiple of it, against x.
class ValuePlot {
 public:
  enum class Kind { probability, scaled, measure };

  /// @param name of the plot
  ValuePlot(const PlotData& data, Kind kind, std::string name)
      : data_(data), kind_(kind), name_(std::move(name)) {
    for (const PlotSeries& series : data.series) {
      for (const PlotPoint& point : series.points) include(point);
    }
    std::set<double> xs;
    for (const auto& [x, number] : side_by_side_) {
      xs.insert(x);
      most_side_by_side_ = std::max(most_side_by_side_, number);
    }
    include_near_bounds();
    spacing_ = least_distance(xs);
    x_tics_ = integer_tics(xs);
    logarithmic_ = kind == Kind::probability || y_.ratio() > largest_linear_ratio;
    if (!logarithmic_ && has_limits_) y_.include(0.0);
  }

  Plot plot() const {
    const bool scaled = kind_ == Kind::scaled;
    const std::string what = fmt::format("{} against {}", value_name(), data_.x_name);
    Plot plot;
    plot.name = name_;
    plot.title = scaled ? fmt::format("{} times {}", data_.symbol(), data_.scale_label)
                        : data_.quantity_name();
    plot.caption = caption();
    plot.script = script_head(plot.name, what, data_) + functions() + axes() + plot_command();
    plot.data = data_file(what);
    return plot;
  }

 private:
  double factor(const PlotPoint& point) const { return kind_ == Kind::scaled ? point.scale : 1.0; }

  std::string value_name() const {
    const std::string& p = data_.quantity.symbol;
    return kind_ == Kind::scaled ? fmt::format("{} × {}", data_.scale_label, p) : p;
  }

  void include(const PlotPoint& point) {
    const double scale = factor(point);
    x_.include(point.x);
    ++side_by_side_[point.x];
    if (point.value.estimate > 0.0) {
      const double value = scale * point.value.estimate;
      y_.include(value);
      y_.include(std::max(scale * point.value.interval.low, value / longest_bar));
      y_.include(std::min(scale * point.value.interval.high, value * longest_bar));
    } else {
      has_limits_ = true;
      y_.include(scale * point.value.interval.high);
      y_.include(scale * point.value.interval.high / 2.0);
    }
    if (point.value.theory && *point.value.theory > 0.0) {
      theory_.emplace(point.x, scale * *point.value.theory);
      y_.include(scale * *point.value.theory);
    }
    for (const double bound : point.value.bounds) {
      if (bound > 0.0) bounds_.emplace(point.x, scale * bound);
    }
  }

  /// Bounds far from all that was counted are left out of the picture.
  void include_near_bounds() {
    const AxisRange counted = y_;
    for (const auto& [x, bound] : bounds_) {
      if (bound * longest_bar > counted.low() && bound < counted.high() * longest_bar) {
        y_.include(bound);
      }
    }
  }

  AxisRange y_range() const {
    if (logarithmic_) return y_.with_logarithmic_margin();
    AxisRange range = y_.with_margin();
    if (y_.low() == 0.0) {
      AxisRange from_zero;
      from_zero.include(0.0);
      from_zero.include(range.high());
      return from_zero;
    }
    return range;
  }

  std::string functions() const {
    const double width = std::min(0.8, 0.12 * (most_side_by_side_ - 1.0)) * spacing_;
    const double shift = most_side_by_side_ > 1 ? width / (most_side_by_side_ - 1.0) : 0.0;
    return fmt::format(
        R"(
shift = {:.4g}    # between points of the same x, so that they do not hide each other
reach = {:.4g}    # half the length of the dashes that show the theory
least = {:.6g}    # where bars that would go on to 0 are cut off
moved(x, place) = x + shift * place
cut(y) = y > least ? y : least
hit(p, y) = p > 0 ? y : NaN
no_hit(p, y) = p > 0 ? NaN : y
)",
        shift, width / 2.0 + 0.12 * spacing_, y_range().low());
  }

  std::string axes() const {
    const AxisRange y = y_range();
    return fmt::format(
        R"(
set xlabel {} textcolor rgb "#333333"
set ylabel {} textcolor rgb "#333333"
set xrange [{:g}:{:g}]
set yrange [{:.6g}:{:.6g}]
{}{})",
        gnuplot_string(data_.x_name), gnuplot_string(value_name()), x_.low() - 0.6 * spacing_,
        x_.high() + 0.6 * spacing_, y.low(), y.high(), x_tics_,
        logarithmic_ ? "set logscale y\n" + logarithmic_tics(y) : "");
  }

  std::string plot_command() const {
    const std::string each = "  for [i=0:series-1] data index i using ";
    std::vector<std::string> elements;
    if (!theory_.empty()) {
      elements.push_back(
          "  data index series using ($1 - reach):2:(2 * reach):(0) with vectors nohead "
          "linewidth 2 linecolor rgb \"#999999\" title 'theory'");
    }
    if (!bounds_.empty()) {
      elements.push_back(
          "  data index series+1 using ($1 - reach):2:(2 * reach):(0) with vectors nohead "
          "linewidth 1 dashtype 2 linecolor rgb \"#999999\" title 'bounds'");
    }
    if (static_cast<int>(data_.series.size()) <= most_lines) {
      elements.push_back(each +
                         "(moved($1, $6)):(hit($2, $2)) with lines linewidth 1 linecolor "
                         "rgb colour(i) notitle");
    }
    // Bars are vectors, because gnuplot clears the place around a point that has bars of its own.
    const bool crowded = most_side_by_side_ > most_lines;
    elements.push_back(
        each + fmt::format("(moved($1, $6)):(hit($2, cut($3))):(0):($4 - cut($3)) with vectors "
                           "nohead linewidth {} linecolor rgb colour(i) notitle",
                           crowded ? 0.7 : 1.6));
    const double size = crowded ? 0.45 : most_side_by_side_ > 6 ? 0.6 : 0.8;
    elements.push_back(each +
                       fmt::format("(moved($1, $6)):(hit($2, $2)) with points pointtype mark(i) "
                                   "pointsize {} linecolor rgb colour(i) notitle",
                                   size));
    if (has_limits_) {
      const char* fall = logarithmic_ ? "(-$4 / 2)" : "(-$4)";
      elements.push_back(each +
                         "(moved($1, $6) - reach / 4):(no_hit($2, $4)):(reach / 2):(0) with "
                         "vectors nohead linewidth 2 linecolor rgb colour(i) notitle");
      elements.push_back(each + fmt::format("(moved($1, $6)):(no_hit($2, $4)):(0):{} with vectors "
                                            "head filled size screen 0.012,18 linewidth 1.5 "
                                            "linecolor rgb colour(i) notitle",
                                            fall));
    }
    return fmt::format("\nplot \\\n{}{}\n", fmt::join(elements, ", \\\n"), legend_entries(data_));
  }

  std::string data_file(const std::string& what) const {
    std::string text = data_head(
        what, fmt::format("{} value interval_low interval_high theory place (beside others of the "
                          "same {}) point (number in the table)",
                          data_.x_name, data_.x_name));
    std::map<double, int> before;
    for (std::size_t i = 0; i < data_.series.size(); ++i) {
      text += series_head(i, data_.series[i]);
      // gnuplot counts blocks, and an empty one is none.
      if (data_.series[i].points.empty()) text += "NaN NaN NaN NaN NaN NaN NaN\n";
      for (const PlotPoint& point : data_.series[i].points) {
        const double scale = factor(point);
        const double place = before[point.x]++ - (side_by_side_.at(point.x) - 1) / 2.0;
        text += fmt::format("{} {} {} {} {} {:g} {}\n", data_number(point.x),
                            data_number(scale * point.value.estimate),
                            data_number(scale * point.value.interval.low),
                            data_number(scale * point.value.interval.high),
                            point.value.theory ? data_number(scale * *point.value.theory) : "NaN",
                            place, point.number);
      }
      text += "\n\n";
    }
    text += fmt::format("# theory, each value once\n# {} value\n", data_.x_name);
    for (const auto& [x, value] : theory_) {
      text += fmt::format("{} {}\n", data_number(x), data_number(value));
    }
    if (bounds_.empty()) return text;
    // Here too a block must not be empty.
    if (theory_.empty()) text += fmt::format("{} NaN\n", data_number(x_.low()));
    text += fmt::format("\n\n# bounds of theorems\n# {} value\n", data_.x_name);
    for (const auto& [x, value] : bounds_) {
      text += fmt::format("{} {}\n", data_number(x), data_number(value));
    }
    return text;
  }

  std::string caption() const {
    const bool scaled = kind_ == Kind::scaled;
    std::string text = scaled ? fmt::format("{} times {}, against {}", data_.quantity_name(),
                                            data_.scale_label, data_.x_name)
                              : fmt::format("{} against {}{}", data_.quantity_name(), data_.x_name,
                                            logarithmic_ ? ", on a logarithmic scale" : "");
    text += ".";
    if (kind_ == Kind::measure && !data_.quantity.meaning.empty()) {
      text += " " + data_.quantity.meaning;
    }
    text += fmt::format(" Bars are {:g} % intervals; many are shorter than their mark is high.",
                        100.0 * interval_level);
    if (!theory_.empty()) text += " A grey dash is the value of a theorem.";
    if (!bounds_.empty()) text += " Dotted dashes are bounds of theorems.";
    if (has_limits_) {
      text += kind_ == Kind::measure
                  ? " An arrow down is an upper limit: the number was 0 in every network counted "
                    "there."
                  : " An arrow down is an upper limit: none of the networks counted there was a "
                    "hit.";
    }
    if (most_side_by_side_ > 1) {
      text += " Points that belong to the same x stand side by side, so that none hides another.";
    }
    return text;
  }

  const PlotData& data_;
  Kind kind_;
  std::string name_;
  AxisRange x_;
  AxisRange y_;
  std::string x_tics_;
  double spacing_ = 1.0;                ///< least distance of two values of x
  std::map<double, int> side_by_side_;  ///< how many points there are at each x
  int most_side_by_side_ = 1;
  std::set<std::pair<double, double>> theory_;  ///< (x, value)
  std::set<std::pair<double, double>> bounds_;  ///< (x, value)
  bool has_limits_ = false;                     ///< whether a point has no hits
  bool logarithmic_ = true;
};

}  // namespace

std::optional<Plot> probability_plot(const PlotData& data) {
  if (data.series.empty()) return std::nullopt;
  return ValuePlot(data, ValuePlot::Kind::probability, "probability").plot();
}

std::optional<Plot> scaled_plot(const PlotData& data) {
  if (data.series.empty() || data.scale_label.empty()) return std::nullopt;
  return ValuePlot(data, ValuePlot::Kind::scaled, "scaled").plot();
}

Plot measure_plot(const PlotData& data, const std::string& name) {
  return ValuePlot(data_of_measure(data, name), ValuePlot::Kind::measure, "mean_" + name).plot();
}

}  // namespace census
