#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/config/sweep_config.hpp"
#include "host/output/sweep_rows.hpp"

namespace census {

/// A number that was estimated, and what theorems say about it.
struct PlotValue {
  double estimate = 0.0;
  Interval interval;
  std::optional<double> theory;
  std::vector<double> bounds;  ///< below and above, as theorems give them
  std::optional<double> z;     ///< may be infinite
};

/// One point of a sweep as plots show it.
struct PlotPoint {
  std::size_t number = 0;  ///< of its row in the tables of the report, from 1
  double x = 0.0;
  PlotValue value;
  double scale = 1.0;                         ///< the point's natural scale
  std::map<std::string, PlotValue> measures;  ///< what the tally says besides, by name
};

/// Points that differ in x and in what x determines; one colour and one mark.
struct PlotSeries {
  std::string label;              ///< "n0 = 2, unit-normal"; empty when it is the only series
  std::size_t colour = 0;         ///< index into `PlotData::colours`
  std::size_t mark = 0;           ///< index into `PlotData::marks`
  std::vector<PlotPoint> points;  ///< by growing x
};

/// The points of a sweep, sorted into series. The first parameter that tells series apart has the
/// colours, the others together the marks; with one such parameter it has both.
struct PlotData {
  std::string question;
  Quantity quantity;
  std::string x_name;                ///< the last integer parameter that varies
  std::vector<std::string> colours;  ///< what each colour stands for, "n0 = 2"
  std::vector<std::string> marks;    ///< what each mark stands for; empty with colours alone
  std::vector<PlotSeries> series;
  std::string scale_label;                      ///< empty when the question has no natural scale
  std::map<std::string, std::string> meanings;  ///< of measures, a sentence each

  std::string symbol() const { return quantity.is_probability ? "P" : quantity.symbol; }
  std::string quantity_name() const {
    return quantity.is_probability ? "The probability P" : "The mean " + quantity.symbol;
  }
};

/// Sorts the rows that have an estimate of at least one network.
PlotData plot_data(const SweepConfig& config, const std::vector<SweepRow>& rows);

/// Returns the measures that some point has, by name, without one that is the question's own number
/// on its natural scale.
std::vector<std::string> measures_of(const PlotData& data);

/// Returns the same series with the measure of that name as the number of each point that has it.
/// Series stay where they are left empty, so that colours and marks are the same in every plot.
PlotData data_of_measure(const PlotData& data, const std::string& name);

}  // namespace census
