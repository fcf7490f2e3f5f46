#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/report/plot.hpp"

namespace census {

/// A plot and what became of it.
struct Figure {
  Plot plot;
  std::string svg;  ///< empty when it was not drawn
};

/// The figures of a report.
struct Figures {
  std::vector<Figure> figures;
  std::string problem;  ///< why some were not drawn, and what to do; empty when all were
};

/// Writes script and data of every plot to `directory`, which is made if it is not there, and has
/// gnuplot draw them. Files of plots that there are no more are removed, so that what lies there
/// belongs together.
/// @param again the command that draws what was not drawn, for the message.
/// @throw std::runtime_error when a script or data cannot be written.
Figures draw_plots(const std::filesystem::path& directory, std::vector<Plot> plots,
                   const std::string& again);

}  // namespace census
