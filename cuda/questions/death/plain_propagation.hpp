#pragma once

#include <cstddef>
#include <cstdint>

#include "cuda/census/data_points.hpp"
#include "cuda/questions/death/layer_outcome.hpp"
#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/questions/death/layer_products.hpp"
#include "cuda/questions/death/living_columns.hpp"
#include "cuda/questions/death/padded_data.hpp"
#include "cuda/questions/death/point.hpp"
#include "cuda/questions/death/propagation_memory.hpp"

namespace census::death {

/// What Propagation does, for networks whose layers are plain and whose signs are as drawn: there a
/// dead point stays dead, and nothing that is counted depends on it any more.
template <class Generator, class Team>
class PlainPropagation {
 public:
  /// Whether the networks of a point are of this kind.
  CENSUS_HD static bool suits(const Point& point) {
    return point.architecture.feature == Feature::plain && point.sign_rule == SignRule::as_drawn;
  }

  CENSUS_HD PlainPropagation(const Point& point, const DataPoints& data, std::uint64_t id,
                             void* workspace, const Team& team)
      : point_(point),
        memory_(point, data.points),
        team_(team),
        totals_(static_cast<PropagationTotals*>(workspace)),
        parameters_(point, id, numbers(workspace)) {
    float* row = numbers(workspace) + memory_.parameters;
    const auto next_row = [&] {
      float* const this_row = row;
      row += memory_.stride;
      return this_row;
    };
    columns_.count = (data.points - team.rank() + team.size() - 1) / team.size();
    columns_.best = next_row();
    columns_.scale = next_row();
    columns_.exponent = reinterpret_cast<std::int32_t*>(next_row());
    columns_.scaled = false;
    for (int layer = 0; layer < architecture().depth; ++layer) {
      columns_.scaled = columns_.scaled || point.has_biases(layer);
    }
    if (columns_.scaled) {
      for (int p = team.rank(); p < data.points; p += team.size()) {
        columns_.scale[p] = 1.0F;
        columns_.exponent[p] = 0;
      }
    }
    if (team.rank() == 0) *totals_ = {};
    inputs_ = rows_of(data);
    if (memory_.data_rows > 0) {
      const Rows copy{row, memory_.stride};
      copy_data(data, copy, team);
      inputs_ = copy;
      row += memory_.data_rows * memory_.stride;
    }
    rows_ = row;
  }

  /// Sends the data through the next layer.
  CENSUS_HD LayerOutcome next_layer() {
    parameters_.draw_next(team_);
    const int width = architecture().widths[layer_];
    LayerSums sums(width);
    sums.add(parameters_.weights(), inputs_, architecture().fan_in(layer_));
    if (point_.has_biases(layer_)) {
      sums.add(parameters_.biases(), {columns_.scale, memory_.stride}, 1);
    }
    const Rows out{rows_ + (layer_ % 2 == 0 ? 0 : memory_.widest * memory_.stride), memory_.stride};
    const LayerPass pass = pass_layer(sums, out, columns_, team_);
    if (team_.any(pass.far)) rescale(out, width);
    inputs_ = out;
    ++layer_;
    return unite_lanes(columns_.count, pass.active, width, *totals_, team_);
  }

 private:
  CENSUS_HD const Architecture& architecture() const { return point_.architecture; }

  CENSUS_HD static float* numbers(void* workspace) {
    return static_cast<float*>(workspace) + PropagationMemory::totals;
  }

  /// Multiplies the outputs at each point by a power of two; see rescale.hpp.
  CENSUS_HD void rescale(Rows out, int width) {
    const int end = columns_.count * team_.size();
    for (int p = team_.rank(); p < end; p += team_.size()) {
      float best = 0.0F;
      for (int i = 0; i < width; ++i) best = larger(best, out.row(i)[p]);
      const std::int32_t shift = shift_to_one(best);
      const float factor = power_of_two(shift);
      for (int i = 0; i < width; ++i) out.row(i)[p] *= factor;
      if (!columns_.scaled) continue;
      columns_.exponent[p] += shift;
      columns_.scale[p] = power_of_two(columns_.exponent[p]);
    }
  }

  const Point& point_;
  PropagationMemory memory_;
  const Team& team_;
  PropagationTotals* totals_;
  LayerParameters<Generator> parameters_;
  LivingColumns columns_ = {};
  ConstRows inputs_;
  float* rows_ = nullptr;
  int layer_ = 0;
};

}  // namespace census::death
