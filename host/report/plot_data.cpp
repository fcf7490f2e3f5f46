#include "host/report/plot_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "host/output/footnotes.hpp"
#include "host/statistics/confidence_sequence.hpp"

namespace census {
namespace {

std::vector<double> bounds_of(const Theory& theory) {
  std::vector<double> bounds;
  for (const std::optional<double>& bound : {theory.lower_bound, theory.upper_bound}) {
    if (bound) bounds.push_back(*bound);
  }
  return bounds;
}

bool can_be_shown(const SweepRow& row) { return row.estimate && row.estimate->networks > 0; }

/// Sorts rows into series.
class SeriesSorter {
 public:
  SeriesSorter(const SweepConfig& config, const std::vector<SweepRow>& rows)
      : config_(config), rows_(rows) {
    for (const auto& point : config.points) points_[point->parameters().dump()] = point.get();
  }

  PlotData sort() {
    data_.question = config_.question->name();
    data_.quantity = config_.question->quantity();
    for (const OutcomeMeaning& outcome : config_.question->outcomes()) {
      data_.meanings[outcome.name] = outcome.meaning;
    }
    choose_x();
    choose_key();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      // Every row has its footnotes, so that they are numbered as in the tables.
      const std::vector<std::string> values = key_values(rows_[i].parameters);
      if (can_be_shown(rows_[i])) series_of(values).points.push_back(plot_point(i));
    }
    for (PlotSeries& series : data_.series) {
      std::stable_sort(series.points.begin(), series.points.end(),
                       [](const PlotPoint& a, const PlotPoint& b) { return a.x < b.x; });
    }
    return std::move(data_);
  }

 private:
  std::set<std::string> values_of(const std::string& name) const {
    std::set<std::string> values;
    for (const SweepRow& row : rows_)
      values.insert(row.parameters.value(name, Parameters()).dump());
    return values;
  }

  /// The last integer parameter that varies; the last at all when none does.
  void choose_x() {
    bool varies = false;
    for (const ParameterSpec& spec : config_.question->parameter_specs()) {
      if (spec.kind != ParameterSpec::Kind::integer) continue;
      const bool this_varies = values_of(spec.name).size() > 1;
      if (this_varies || !varies) data_.x_name = spec.name;
      varies = varies || this_varies;
    }
  }

  /// Whether the parameter is a function of x: then it tells no series apart.
  bool follows_x(const std::string& name) const {
    std::map<std::string, std::string> value_at;
    for (const SweepRow& row : rows_) {
      const std::string value = row.parameters.value(name, Parameters()).dump();
      const std::string x = row.parameters.value(data_.x_name, Parameters()).dump();
      if (value_at.emplace(x, value).first->second != value) return false;
    }
    return true;
  }

  void choose_key() {
    for (const ParameterSpec& spec : config_.question->parameter_specs()) {
      if (spec.name != data_.x_name && !follows_x(spec.name)) key_.push_back(spec.name);
    }
  }

  std::vector<std::string> key_values(const Parameters& parameters) {
    for (const std::string& name : parameter_names(rows_)) {
      footnotes_.parameter_cell(parameters, name);
    }
    std::vector<std::string> values;
    for (const std::string& name : key_) {
      const std::string cell = footnotes_.parameter_cell(parameters, name);
      // A name says by itself what it names.
      const auto value = parameters.find(name);
      const bool is_name = value != parameters.end() && value->is_string();
      values.push_back(is_name ? cell : fmt::format("{} = {}", name, cell));
    }
    return values;
  }

  static std::size_t index_in(std::vector<std::string>& list, const std::string& text) {
    const auto at = std::find(list.begin(), list.end(), text);
    if (at != list.end()) return static_cast<std::size_t>(at - list.begin());
    list.push_back(text);
    return list.size() - 1;
  }

  PlotSeries& series_of(const std::vector<std::string>& values) {
    const std::string label = fmt::format("{}", fmt::join(values, ", "));
    const auto [at, is_new] = index_of_.emplace(label, data_.series.size());
    if (!is_new) return data_.series[at->second];
    PlotSeries& series = data_.series.emplace_back();
    series.label = label;
    if (!values.empty()) series.colour = index_in(data_.colours, values.front());
    series.mark = series.colour;
    if (values.size() > 1) {
      series.mark = index_in(data_.marks,
                             fmt::format("{}", fmt::join(values.begin() + 1, values.end(), ", ")));
    }
    return series;
  }

  PlotPoint plot_point(std::size_t row) {
    const Estimate& estimate = *rows_[row].estimate;
    PlotPoint point{.number = row + 1,
                    .x = rows_[row].parameters.value(data_.x_name, 0.0),
                    .value = {.estimate = estimate.probability(),
                              .interval = estimate.interval(),
                              .theory = estimate.theory.value,
                              .bounds = bounds_of(estimate.theory),
                              .z = estimate.z_score()},
                    .measures = {}};
    for (const Measure& measure : estimate.measures) {
      point.measures[measure.name] = {
          .estimate = probability(measure.sample),
          .interval = interval(measure.sample, interval_level, estimate.sample_size),
          .theory = measure.theory.value,
          .bounds = bounds_of(measure.theory),
          .z = z_score(measure)};
    }
    const auto at = points_.find(rows_[row].parameters.dump());
    const std::optional<NaturalScale> scale =
        at == points_.end() ? std::nullopt : at->second->natural_scale();
    if (scale) {
      point.scale = scale->value;
      data_.scale_label = scale->label;
    }
    return point;
  }

  const SweepConfig& config_;
  const std::vector<SweepRow>& rows_;
  std::map<std::string, const QuestionPoint*> points_;  ///< by parameters
  std::vector<std::string> key_;                        ///< parameters that tell series apart
  std::map<std::string, std::size_t> index_of_;         ///< series by label
  Footnotes footnotes_;
  PlotData data_;
};

}  // namespace

PlotData plot_data(const SweepConfig& config, const std::vector<SweepRow>& rows) {
  return SeriesSorter(config, rows).sort();
}

std::vector<std::string> measures_of(const PlotData& data) {
  std::map<std::string, bool> is_scaled_number;
  for (const PlotSeries& series : data.series) {
    for (const PlotPoint& point : series.points) {
      const double scaled = point.scale * point.value.estimate;
      for (const auto& [name, value] : point.measures) {
        const bool same = std::abs(value.estimate - scaled) <= 1e-12 * std::abs(scaled);
        const auto [at, is_new] = is_scaled_number.emplace(name, same);
        at->second = at->second && same;
      }
    }
  }
  std::vector<std::string> names;
  for (const auto& [name, is_scaled] : is_scaled_number) {
    if (!is_scaled) names.push_back(name);
  }
  return names;
}

PlotData data_of_measure(const PlotData& data, const std::string& name) {
  PlotData measured = data;
  std::string words = name;
  std::replace(words.begin(), words.end(), '_', ' ');
  const auto meaning = data.meanings.find(name);
  measured.quantity = {fmt::format("E[{}]", words), false,
                       meaning == data.meanings.end() ? "" : meaning->second};
  measured.scale_label.clear();
  for (PlotSeries& series : measured.series) {
    std::erase_if(series.points,
                  [&](const PlotPoint& point) { return !point.measures.contains(name); });
    for (PlotPoint& point : series.points) point.value = point.measures.at(name);
  }
  return measured;
}

}  // namespace census
