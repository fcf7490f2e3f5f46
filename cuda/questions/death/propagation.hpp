#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "cuda/census/data_points.hpp"
#include "cuda/loops.hpp"
#include "cuda/questions/death/activate.hpp"
#include "cuda/questions/death/activated_products.hpp"
#include "cuda/questions/death/batch_normalise.hpp"
#include "cuda/questions/death/layer_outcome.hpp"
#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/questions/death/layer_products.hpp"
#include "cuda/questions/death/point.hpp"
#include "cuda/questions/death/propagation_memory.hpp"
#include "cuda/questions/death/rescale.hpp"

namespace census::death {

/// Propagates a data set through network `id`, layer by layer, in binary32 with a fixed order of
/// operations: the network *is* the binary32 network, and every backend gets the same bits.
///
/// A point **lives** after a layer when something that depends on it gets past the layer, by an
/// active ReLU (z > 0) or a shortcut:
/// - plain, batch normalisation: it lived before the layer and some ReLU of the layer is active at
///   it;
/// - residual: the same, but a layer with a shortcut lets every living point pass;
/// - dense: some ReLU of the first layer is active at it (every later layer, and what reads the
///   network's output, receives the first one's);
/// - skip: some ReLU of the layer is active at it (every layer receives the data).
///
/// Batch normalisation takes its mean and variance over all points, living or not.
/// A neuron is **dead on the data** when it is inactive at every point that lived before its layer;
/// where none does, all neurons are.
template <class Generator, class Team>
class Propagation {
 public:
  CENSUS_HD Propagation(const Point& point, const DataPoints& data, std::uint64_t id,
                        void* workspace, const Team& team)
      : point_(point),
        data_(data),
        team_(team),
        memory_(point, data.points),
        totals_(static_cast<PropagationTotals*>(workspace)),
        parameters_(point, id, numbers(workspace)) {
    float* const rows = numbers(workspace) + memory_.parameters;
    // Written as masks and read as masks only.
    living_ = reinterpret_cast<PointMask*>(rows);
    best_ = rows + memory_.stride;
    least_ = rows + 2 * memory_.stride;
    // Where layers read nothing but the ReLUs before them, the greatest output is their size.
    const Feature feature = point.architecture.feature;
    const bool ordinary = feature == Feature::plain || feature == Feature::batch_normalisation;
    size_ = ordinary ? best_ : rows + 3 * memory_.stride;
    scale_ = rows + 4 * memory_.stride;
    rows_ = rows + PropagationMemory::point_rows * memory_.stride;
    data_size_ = rows + 5 * memory_.stride;
    exponent_ = reinterpret_cast<std::int32_t*>(rows + 6 * memory_.stride);
    if (memory_.data_rows > 0) {
      own_data_ = rows_;
      rows_ += memory_.data_rows * memory_.stride;
    }
    outputs_ = rows_;
    begin();
  }

  /// Sends the data through the next layer.
  CENSUS_HD LayerOutcome next_layer() {
    parameters_.draw_next(team_);
    find_place_of_outputs();
    NeuronMask active;
    if (normalises() || flips()) {
      sum_products(sums(), outputs(), data_.points, team_);
      team_.sync();
      if (normalises()) batch_normalise(outputs(), width(), data_.points, team_);
      team_.sync();
      const float sign = flips() ? better_sign() : 1.0F;
      activate(outputs(), width(), sign, living_, best_, active, data_.points, team_);
    } else {
      const auto lives = [living = living_](int p) { return living[p]; };
      activated_products(sums(), outputs(), lives, best_, active, data_.points, team_);
    }
    if (architecture().feature == Feature::residual && architecture().has_shortcut(layer_)) {
      add_shortcut(outputs(), {inputs_, memory_.stride}, width(), size_, data_.points, team_);
    }
    bool far = false;
    const int living = let_pass(far);
    const LayerOutcome outcome = unite_lanes(living, active, width(), *totals_, team_);
    if (team_.any(far)) rescale();
    inputs_ = outputs_;
    ++layer_;
    return outcome;
  }

 private:
  CENSUS_HD const Architecture& architecture() const { return point_.architecture; }
  CENSUS_HD int width() const { return architecture().widths[layer_]; }
  CENSUS_HD bool normalises() const {
    return architecture().feature == Feature::batch_normalisation;
  }
  CENSUS_HD bool skips() const { return architecture().feature == Feature::skip; }
  CENSUS_HD bool flips() const { return point_.sign_rule == SignRule::most_living; }
  CENSUS_HD Rows outputs() const { return {outputs_, memory_.stride}; }

  CENSUS_HD static float* numbers(void* workspace) {
    return static_cast<float*>(workspace) + PropagationMemory::totals;
  }

  template <class Visit>
  CENSUS_HD void for_points(Visit visit) const {
    CENSUS_INDEPENDENT
    for (int p = team_.rank(); p < data_.points; p += team_.size()) visit(p);
  }

  CENSUS_HD void begin() {
    for_points([this](int p) {
      living_[p] = ~PointMask{0};
      scale_[p] = 1.0F;
      size_[p] = 0.0F;
      data_size_[p] = 0.0F;
      exponent_[p] = 0;
    });
    // Nothing behind the last point counts.
    const int end = padded_end(data_.points);
    for (int p = data_.points + team_.rank(); p < end; p += team_.size()) living_[p] = 0;
    if (team_.rank() == 0) *totals_ = {};
    if (own_data_ != nullptr) copy_data(data_, own_data(), team_);
    if (!skips()) return;
    for (int k = 0; k < data_.dimension; ++k) {
      const float* const row = rows_of(data_).row(k);
      for_points([=, this](int p) { data_size_[p] = larger(data_size_[p], std::fabs(row[p])); });
    }
  }

  CENSUS_HD Rows own_data() const { return {own_data_, memory_.stride}; }

  /// Outputs go behind all others where layers read them all, else into the half that the layer
  /// does not read.
  CENSUS_HD void find_place_of_outputs() {
    if (architecture().feature == Feature::dense) {
      outputs_ =
          rows_ + static_cast<std::size_t>(architecture().first_neuron(layer_)) * memory_.stride;
      return;
    }
    const std::size_t half = memory_.stride * memory_.widest;
    outputs_ = rows_ + (layer_ % 2 == 0 ? 0 : half);
  }

  /// What the neurons of the layer sum up: their inputs, the biases last.
  CENSUS_HD LayerSums sums() const {
    LayerSums layer(width());
    const float* const weights = parameters_.weights();
    const int inputs = architecture().fan_in(layer_);
    if (layer_ == 0) {
      layer.add(weights, own_data_ == nullptr ? rows_of(data_) : ConstRows(own_data()), inputs);
    } else if (skips()) {
      const int outputs = architecture().widths[layer_ - 1];
      layer.add(weights, {inputs_, memory_.stride}, outputs);
      layer.add(weights + outputs * width(), own_data(), data_.dimension);
    } else {
      const bool dense = architecture().feature == Feature::dense;
      layer.add(weights, {dense ? rows_ : inputs_, memory_.stride}, inputs);
    }
    if (point_.has_biases(layer_)) layer.add(parameters_.biases(), {scale_, memory_.stride}, 1);
    return layer;
  }

  /// Returns the sign under which more of the living points stay alive, 1 where they tie.
  CENSUS_HD float better_sign() {
    if (architecture().has_shortcut(layer_)) return 1.0F;
    find_extremes(outputs(), width(), least_, best_, data_.points, team_);
    int as_drawn = 0;
    int flipped = 0;
    for (int p = team_.rank(); p < data_.points; p += team_.size()) {
      const int lived = static_cast<int>(living_[p] & 1U);
      as_drawn += best_[p] > 0.0F ? lived : 0;
      flipped += least_[p] < 0.0F ? lived : 0;
    }
    team_.claim(totals_->living_flipped, flipped - as_drawn);
    team_.sync();
    const bool better = totals_->living_flipped > 0;
    team_.sync();
    if (team_.rank() == 0) totals_->living_flipped = 0;
    return better ? -1.0F : 1.0F;
  }

  /// Notes which points live after the layer, and whether the outputs at one of them are far from
  /// 1; returns how many of this lane's points live.
  CENSUS_HD int let_pass(bool& far) {
    const Feature feature = architecture().feature;
    const PointMask shortcut = architecture().has_shortcut(layer_) ? ~PointMask{0} : PointMask{0};
    // With skip connections layers read data that is as living as ever.
    const PointMask revived = feature == Feature::skip ? ~PointMask{0} : PointMask{0};
    if (feature == Feature::dense) {
      for_points([this](int p) { size_[p] = larger(size_[p], best_[p]); });
    } else if (feature == Feature::skip) {
      for_points([this](int p) { size_[p] = larger(best_[p], data_size_[p] * scale_[p]); });
    } else if (feature == Feature::residual && shortcut == 0) {
      for_points([this](int p) { size_[p] = best_[p]; });
    }
    std::uint32_t living = 0;
    std::uint32_t out_of_range = 0;
    for (int p = team_.rank(); p < data_.points; p += team_.size()) {
      const PointMask active = best_[p] > 0.0F ? ~PointMask{0} : PointMask{0};
      const PointMask passes = living_[p] & (active | shortcut);
      living += passes & 1U;
      const PointMask counts = passes | revived;
      const PointMask small = size_[p] < least_size ? counts : PointMask{0};
      const PointMask large = size_[p] > greatest_size ? counts : PointMask{0};
      out_of_range |= small | large;
      living_[p] = counts;
    }
    // Normalised pre-activations are never far from 1, and have an absolute scale.
    far = far || (out_of_range != 0 && !normalises());
    return static_cast<int>(living);
  }

  /// Multiplies what later layers read at each point by a power of two; see rescale.hpp.
  CENSUS_HD void rescale() {
    const Feature feature = architecture().feature;
    for_points([&, this](int p) {
      const std::int32_t shift = feature == Feature::skip
                                     ? shift_to_one(best_[p], exponent_[p], data_size_[p])
                                     : shift_to_one(size_[p]);
      const float factor = power_of_two(shift);
      exponent_[p] += shift;
      scale_[p] = power_of_two(exponent_[p]);
      size_[p] *= factor;
      best_[p] = factor;
    });
    const bool dense = feature == Feature::dense;
    rescale_rows({dense ? rows_ : outputs_, memory_.stride},
                 dense ? architecture().first_neuron(layer_ + 1) : width());
    if (!skips()) return;
    for (int k = 0; k < data_.dimension; ++k) {
      float* const copy = own_data().row(k);
      const float* const row = rows_of(data_).row(k);
      for_points([=, this](int p) { copy[p] = row[p] * scale_[p]; });
    }
  }

  CENSUS_HD void rescale_rows(Rows rows, int count) {
    for (int k = 0; k < count; ++k) {
      float* const row = rows.row(k);
      for_points([row, this](int p) { row[p] *= best_[p]; });
    }
  }

  const Point& point_;
  DataPoints data_;
  const Team& team_;
  PropagationMemory memory_;
  PropagationTotals* totals_;
  LayerParameters<Generator> parameters_;
  PointMask* living_;
  float* best_;
  float* least_;
  float* size_;
  float* scale_;
  float* data_size_;
  std::int32_t* exponent_;
  float* own_data_ = nullptr;  ///< a copy of the data, if there is one
  float* rows_;
  float* outputs_;
  const float* inputs_ = nullptr;
  int layer_ = 0;
};

}  // namespace census::death
