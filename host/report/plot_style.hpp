#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/report/plot_data.hpp"

namespace census {

/// What all plots have in common, as text of gnuplot scripts.

/// Returns `text` as a string of a gnuplot script. In single quotes nothing is special, backquotes
/// least of all: in double quotes they would run a command.
std::string gnuplot_string(std::string_view text);

/// Returns `count` colours as "#rrggbb" that people who do not see all colours can tell apart on
/// white: those of Okabe and Ito up to seven, steps from the dark to the light end of viridis
/// beyond.
std::vector<std::string> palette(std::size_t count);

/// Returns gnuplot's number of the mark with that index: discs, squares, triangles, ..., filled
/// ones first.
int point_type(std::size_t mark);

/// Returns the beginning of the script of plot `name`: what it shows, how to run it, the terminal,
/// the frame, and the colours and marks of the series as functions colour(i) and mark(i).
std::string script_head(const std::string& name, const std::string& purpose, const PlotData& data);

/// Returns the entries of the legend as further elements of a `plot` command, each with ", \" and a
/// line break before it. Empty for a single series. At most twenty entries; the last then says how
/// many more there are.
std::string legend_entries(const PlotData& data);

/// Returns the beginning of a data file: what it holds, who wrote it, and the names of the columns
/// behind "# ".
std::string data_head(const std::string& purpose, const std::string& columns);

/// Returns the line that stands before the block of a series: "# series 0: n0 = 2".
std::string series_head(std::size_t index, const PlotSeries& series);

/// Returns `value` as gnuplot reads it, in full precision; "NaN" unless it is finite.
std::string data_number(double value);

}  // namespace census
