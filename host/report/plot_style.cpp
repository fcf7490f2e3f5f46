#include "host/report/plot_style.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "host/config/quote.hpp"
#include "host/output/version.hpp"

namespace census {
namespace {

constexpr std::size_t most_entries = 20;

/// M. Okabe and K. Ito, Color Universal Design (2008), without the yellow, which is faint on white.
constexpr std::array okabe_ito = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                  "#e69f00", "#56b4e9", "#4d4d4d"};

struct Colour {
  double red, green, blue;
};

/// Viridis (S. van der Walt and N. Smith, 2015) at steps of a seventh, without the last two, which
/// are faint on white.
constexpr std::array<Colour, 6> viridis = {
    {{68, 1, 84}, {70, 50, 127}, {54, 92, 141}, {39, 127, 142}, {31, 161, 135}, {74, 194, 109}}};

std::string viridis_at(double share) {
  const double place = share * (viridis.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(place), viridis.size() - 2);
  const double rest = place - static_cast<double>(below);
  const auto mixed = [&](double Colour::*part) {
    return std::lround(viridis[below].*part * (1.0 - rest) + viridis[below + 1].*part * rest);
  };
  return fmt::format("#{:02x}{:02x}{:02x}", mixed(&Colour::red), mixed(&Colour::green),
                     mixed(&Colour::blue));
}

std::string entry(const std::string& style, const std::string& title) {
  return fmt::format(", \\\n  keyentry {} title {}", style, gnuplot_string(title));
}

}  // namespace

std::string gnuplot_string(std::string_view text) {
  std::string quoted = "'";
  for (const char c : printable(text)) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

std::vector<std::string> palette(std::size_t count) {
  if (count <= okabe_ito.size()) return {okabe_ito.begin(), okabe_ito.begin() + count};
  std::vector<std::string> colours;
  for (std::size_t i = 0; i < count; ++i) {
    colours.push_back(viridis_at(static_cast<double>(i) / static_cast<double>(count - 1)));
  }
  return colours;
}

int point_type(std::size_t mark) {
  // Disc, square, triangle, diamond, triangle on its tip, pentagon; then the same hollow.
  constexpr std::array types = {7, 5, 9, 13, 11, 15, 6, 4, 8, 12, 10, 14};
  return types[mark % types.size()];
}

std::string script_head(const std::string& name, const std::string& purpose, const PlotData& data) {
  const std::vector<std::string> colours = palette(data.colours.size());
  std::string colour_of, mark_of;
  for (const PlotSeries& series : data.series) {
    const char* blank = colour_of.empty() ? "" : " ";
    colour_of += blank + (colours.empty() ? okabe_ito.front() : colours[series.colour]);
    mark_of += fmt::format("{}{}", blank, point_type(series.mark));
  }
  return fmt::format(
      R"(# {1}
# Draws {0}.svg from {0}.dat: gnuplot {0}.gp
# The next report writes this file again: to restyle it, copy it under another name.

set encoding utf8
set terminal svg size 900,480 noenhanced font "Helvetica,14" background "#ffffff"
set output "{0}.svg"
data = "{0}.dat"

series = {2}    # blocks 0 .. series - 1 of the data
colours = "{3}"
marks = "{4}"
colour(i) = word(colours, i + 1)
mark(i) = int(word(marks, i + 1))

set border 3 linecolor rgb "#666666"
set tics nomirror out scale 0.6 textcolor rgb "#333333"
set grid ytics linetype 1 linewidth 0.7 linecolor rgb "#e4e4e4"
set key outside right top Left reverse samplen 1.4 spacing 1.25 textcolor rgb "#333333"
)",
      name, purpose, data.series.size(), colour_of, mark_of);
}

std::string legend_entries(const PlotData& data) {
  if (data.series.size() < 2) return "";
  const std::vector<std::string> colours = palette(data.colours.size());
  std::vector<std::string> entries;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const std::string style =
        data.marks.empty() ? fmt::format("with points pointtype {} linecolor rgb \"{}\"",
                                         point_type(i), colours[i])
                           : fmt::format("with lines linewidth 6 linecolor rgb \"{}\"", colours[i]);
    entries.push_back(entry(style, data.colours[i]));
  }
  for (std::size_t i = 0; i < data.marks.size(); ++i) {
    entries.push_back(
        entry(fmt::format("with points pointtype {} linecolor rgb \"#555555\"", point_type(i)),
              data.marks[i]));
  }
  std::string text;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i + 1 == most_entries && entries.size() > most_entries) {
      return text +
             entry("with points pointtype -1", fmt::format("and {} more", entries.size() - i));
    }
    text += entries[i];
  }
  return text;
}

std::string data_head(const std::string& purpose, const std::string& columns) {
  return fmt::format(
      "# {}. Written by relu-census {}.\n"
      "# One block per series, two blank lines between blocks; NaN where there is no value.\n"
      "# {}\n",
      purpose, version(), columns);
}

std::string series_head(std::size_t index, const PlotSeries& series) {
  return fmt::format("# series {}{}{}\n", index, series.label.empty() ? "" : ": ",
                     printable(series.label));
}

std::string data_number(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : "NaN";
}

}  // namespace census
