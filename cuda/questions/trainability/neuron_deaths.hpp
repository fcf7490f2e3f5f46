#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/census/data_points.hpp"
#include "cuda/questions/death/activate.hpp"
#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/questions/death/layer_products.hpp"
#include "cuda/questions/death/padded_data.hpp"
#include "cuda/questions/death/rescale.hpp"
#include "cuda/questions/trainability/bias_through_data.hpp"
#include "cuda/questions/trainability/point.hpp"
#include "cuda/questions/trainability/stays_dead.hpp"

namespace census::trainability {

using death::NeuronMask;

/// The dead neurons of a layer.
struct LayerDeaths {
  int dead;
  int permanently_dead;
};

/// Finds the dead neurons of network `id` on a data set, layer by layer.
///
/// A neuron is **dead** when it is inactive (z <= 0) at every data point; of an interval, at every
/// point (see IntervalActivity, which the rest holds for too). Its gradient is then 0,
/// so it can come back only when what it receives changes. It is **permanently dead** when that
/// cannot help:
/// - in the first layer, which receives the data, always;
/// - deeper, when its bias and all its weights from neurons that are not permanently dead are <= 0:
///   permanently dead neurons put out 0 for good and all others only numbers >= 0, so that its
///   pre-activation stays <= 0;
/// - whatever its weights, when all neurons of its own layer or of one behind it are dead: no
///   gradient gets past such a layer, and nothing before it can change.
/// Otherwise it is **tentatively dead**. The third rule looks ahead and is left to the caller.
///
/// The network is the binary32 network: fused multiply-adds in the order of the inputs, the bias
/// last. Outputs of a layer are multiplied by a power of two, the same at all points, where they
/// would leave binary32's range.
template <class Generator, class Team>
class NeuronDeaths {
 public:
  /// The memory that a team needs, in bytes.
  CENSUS_HD static std::size_t bytes(const death::Point& point, int points) {
    const std::size_t parameters =
        death::LayerParameters<Generator>::memory_size(point.architecture);
    const std::size_t rows = 3 + copied_rows(point.architecture, points) +
                             2 * static_cast<std::size_t>(widest(point.architecture));
    return 4 * ((parameters + 15) / 16 * 16 + rows * death::padded_stride(points));
  }

  CENSUS_HD NeuronDeaths(const Point& point, const DataPoints& data, std::uint64_t id,
                         void* workspace, const Team& team)
      : point_(point),
        data_(data),
        id_(id),
        team_(team),
        stride_(death::padded_stride(data.points)),
        parameters_(point.network, id, static_cast<float*>(workspace)) {
    const std::size_t parameters =
        death::LayerParameters<Generator>::memory_size(point.network.architecture);
    float* const rows = static_cast<float*>(workspace) + (parameters + 15) / 16 * 16;
    everywhere_ = reinterpret_cast<death::PointMask*>(rows);
    best_ = rows + stride_;
    scales_ = rows + 2 * stride_;
    const death::Rows copy{rows + 3 * stride_, stride_};
    const std::size_t copied = copied_rows(architecture(), data.points);
    rows_ = copy.values + copied * stride_;
    inputs_ = death::rows_of(data);
    if (copied > 0) {
      death::copy_data(data, copy, team);
      inputs_ = copy;
    }
    for (int p = team.rank(); p < data.points; p += team.size()) {
      everywhere_[p] = ~death::PointMask{0};
      scales_[p] = 1.0F;
    }
  }

  /// Draws the next layer without sending data through it.
  CENSUS_HD void draw_layer() { parameters_.draw_next(team_); }

  /// Sends the data through the layer that was drawn, up to its pre-activations.
  CENSUS_HD void add_inputs() {
    outputs_ =
        rows_ + (layer_ % 2 == 0 ? 0 : static_cast<std::size_t>(widest(architecture())) * stride_);
    const bool ready = biased() && point_.bias_rule != BiasRule::through_data;
    death::LayerSums layer(width());
    layer.add(parameters_.weights(), inputs_, architecture().fan_in(layer_));
    if (ready) layer.add(biases(), {scales_, stride_}, 1);
    death::sum_products(layer, outputs(), data_.points, team_);
    if (!biased() || ready) return;
    team_.sync();
    put_biases_beside_data();
    death::add_biases(outputs(), width(), biases(), scales_, data_.points, team_);
  }

  /// Finds the dead neurons of the layer and goes on to the next.
  CENSUS_HD LayerDeaths find_deaths() {
    NeuronMask active;
    death::activate(outputs(), width(), 1.0F, everywhere_, best_, active, data_.points, team_);
    NeuronMask permanent = permanently_dead_if_dead();
    LayerDeaths deaths = {width(), 0};
    for (int word = 0; word < 4; ++word) {
      active.words[word] = team_.unite(active.words[word]);
      // A lane knows only of activity at its own points.
      permanent.words[word] = team_.unite(permanent.words[word]) & ~active.words[word];
      deaths.dead -= count_ones(active.words[word]);
      deaths.permanently_dead += count_ones(permanent.words[word]);
    }
    permanent_ = permanent;
    // What is dead as a whole puts out 0 for good.
    if (deaths.dead == width()) permanent_.insert_all();
    neuron_ += width();
    keep_in_range();
    inputs_ = outputs();
    ++layer_;
    return deaths;
  }

  CENSUS_HD const float* weights() const { return parameters_.weights(); }
  CENSUS_HD const float* biases() const { return parameters_.biases(); }

  /// What the layer's inputs have been multiplied by, and biases beside data with them.
  CENSUS_HD float scale() const { return scale_; }

  CENSUS_HD int width() const { return architecture().widths[layer_]; }
  CENSUS_HD bool biased() const { return point_.network.has_biases(layer_); }

 private:
  /// Rows of data that have to be copied, to be read in whole blocks.
  CENSUS_HD static std::size_t copied_rows(const death::Architecture& architecture, int points) {
    return death::is_padded(points) ? 0 : static_cast<std::size_t>(architecture.input_dimension);
  }

  CENSUS_HD static int widest(const death::Architecture& architecture) {
    int width = 0;
    for (int layer = 0; layer < architecture.depth; ++layer) {
      width = architecture.widths[layer] > width ? architecture.widths[layer] : width;
    }
    return width;
  }

  CENSUS_HD const death::Architecture& architecture() const { return point_.network.architecture; }
  CENSUS_HD death::Rows outputs() const { return {outputs_, stride_}; }

  /// Turns the drawn offsets into biases, at the scale of the layer's inputs.
  CENSUS_HD void put_biases_beside_data() {
    for (int i = team_.rank(); i < width(); i += team_.size()) {
      const int p = draw_data_point<Generator>(point_.network.key, id_, neuron_ + i, data_.points);
      float& bias = parameters_.biases()[i];
      bias = bias_beside(outputs().row(i)[p], bias * scale_);
    }
    team_.sync();
  }

  /// The neurons that are permanently dead if dead, each found by one lane.
  CENSUS_HD NeuronMask permanently_dead_if_dead() const {
    NeuronMask result;
    for (int i = team_.rank(); i < width(); i += team_.size()) {
      const float bias = biased() ? parameters_.biases()[i] : 0.0F;
      result.insert(i, layer_ == 0 || stays_dead(parameters_.weights() + i, width(),
                                                 architecture().fan_in(layer_), bias, permanent_));
    }
    return result;
  }

  /// Multiplies all outputs by powers of two until the greatest is within rescale.hpp's range.
  CENSUS_HD void keep_in_range() {
    float greatest = 0.0F;
    for (int p = team_.rank(); p < data_.points; p += team_.size()) {
      greatest = death::larger(greatest, best_[p]);
    }
    while (team_.any(greatest > death::greatest_size)) {
      multiply_outputs(0x1p-40F);
      greatest *= 0x1p-40F;
    }
    while (team_.any(greatest > 0.0F) && !team_.any(greatest >= death::least_size)) {
      multiply_outputs(0x1p+40F);
      greatest *= 0x1p+40F;
    }
  }

  CENSUS_HD void multiply_outputs(float factor) {
    scale_ *= factor;
    for (int i = 0; i < width(); ++i) {
      float* const row = outputs().row(i);
      for (int p = team_.rank(); p < data_.points; p += team_.size()) row[p] *= factor;
    }
    // Biases beside data are at the scale of the layer already.
    if (point_.bias_rule == BiasRule::through_data) return;
    for (int p = team_.rank(); p < data_.points; p += team_.size()) scales_[p] = scale_;
  }

  const Point& point_;
  DataPoints data_;
  std::uint64_t id_;
  const Team& team_;
  std::size_t stride_;
  death::LayerParameters<Generator> parameters_;
  death::PointMask* everywhere_;
  float* best_;
  float* scales_;  ///< what biases are multiplied by, the same at all points
  float scale_ = 1.0F;
  float* rows_;
  float* outputs_ = nullptr;
  death::ConstRows inputs_;
  NeuronMask permanent_;  ///< of the layer before
  int layer_ = 0;
  int neuron_ = 0;
};

}  // namespace census::trainability
