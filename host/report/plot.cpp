#include "host/report/plot.hpp"

namespace census {

std::vector<Plot> make_plots(const SweepConfig& config, const std::vector<SweepRow>& rows) {
  const PlotData data = plot_data(config, rows);
  std::vector<Plot> plots;
  for (std::optional<Plot> plot :
       {probability_plot(data), residuals_plot(data), scaled_plot(data)}) {
    if (plot) plots.push_back(std::move(*plot));
  }
  for (const std::string& name : measures_of(data)) plots.push_back(measure_plot(data, name));
  return plots;
}

}  // namespace census
