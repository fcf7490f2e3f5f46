#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/report/plot_data.hpp"

namespace census {

/// A picture of a sweep, as gnuplot draws it: NAME.gp reads NAME.dat and writes NAME.svg.
struct Plot {
  std::string name;     ///< without extension
  std::string title;    ///< a few words for a heading
  std::string caption;  ///< how to read it, in plain sentences
  std::string script;
  std::string data;
};

/// The names of the plots that a sweep has or has not, as its points go on; those of measures,
/// which a sweep has from its beginning, are not among them.
inline const std::vector<std::string> plot_names = {"probability", "residuals", "scaled"};

/// Returns the probability against x on a logarithmic scale, with intervals and theory; nothing
/// without points.
std::optional<Plot> probability_plot(const PlotData& data);

/// Returns the probability times its natural scale, on a linear scale where the values allow it;
/// nothing when the question has no natural scale.
std::optional<Plot> scaled_plot(const PlotData& data);

/// Returns the mean of a measure, under the name "mean_NAME", as `probability_plot` shows the
/// probability, but on a linear scale where the values allow it.
Plot measure_plot(const PlotData& data, const std::string& name);

/// Returns z, (estimate - theory) / sigma, of every point with a theorem; nothing when there is
/// none.
std::optional<Plot> residuals_plot(const PlotData& data);

/// Returns those of the plots that there are, the most telling first, those of measures last.
std::vector<Plot> make_plots(const SweepConfig& config, const std::vector<SweepRow>& rows);

}  // namespace census
