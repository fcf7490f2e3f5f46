#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/pieces.hpp"
#include "cuda/questions/regions/start.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// The part of the count that one lane does: it divides regions by the neurons that cut them, depth
/// first. Regions of the first l layers are divided by layer l's neurons one after the other; what
/// is left after the last of them is a region of l + 1 layers, and the next layer is entered there.
/// So there is one set of forms for each layer at a time, and the cells that wait are at most as
/// many as there are neurons. In the last layer cells are counted without being constructed.
template <int dimension>
class Subdivision {
 public:
  CENSUS_HD Subdivision(const Point& point, const Workspace<dimension>& workspace, int central)
      : point_(point), workspace_(workspace), shared_(*workspace.shared), central_(central) {}

  /// Divides the cell at hand until a layer is to be entered, all is counted, or something is not
  /// certain.
  CENSUS_HD Step advance() {
    while (true) {
      const LayerState& layer = shared_.layers[shared_.layer];
      const int left = layer.cutting - shared_.position;
      const Vanishing vanishing = workspace_.vanishing(shared_.layer, central_);
      const int most_counted = vanishing.anywhere() ? 1 : most_counted_forms;
      if (shared_.layer + 1 == point_.depth && left <= most_counted) {
        if (!count_last(layer, left, vanishing)) return Step::failed;
        if (!take_next_cell()) {
          const Start start = start_cell(point_, workspace_);
          if (start != Start::ready) return step_after(start);
        }
      } else if (left == 0) {
        ++shared_.count.after_layer[shared_.layer];
        begin_layer(shared_.layer + 1);
        return Step::enter_layer;
      } else if (!divide_by_next(layer, vanishing)) {
        return Step::failed;
      }
    }
  }

  /// Begins with the first of the cells that cover the domain.
  CENSUS_HD Step begin() {
    const Start start = start_cell(point_, workspace_);
    return start == Start::ready ? advance() : step_after(start);
  }

 private:
  CENSUS_HD static Step step_after(Start start) {
    return start == Start::none ? Step::done : Step::failed;
  }

  CENSUS_HD bool count_last(const LayerState& layer, int left, const Vanishing& vanishing) {
    Pieces pieces;
    if (!count_pieces(workspace_.forms, workspace_.cut_list + layer.begin + shared_.position, left,
                      workspace_.vertices, shared_.cell, signed_form(workspace_.infinity(), false),
                      vanishing, pieces)) {
      return false;
    }
    shared_.count.after_layer[shared_.layer] += pieces.all;
    shared_.count.unbounded += pieces.unbounded;
    return true;
  }

  /// Returns to the cell that waits longest, on the other side of the last neuron that divided it.
  CENSUS_HD bool take_next_cell() {
    if (shared_.waiting == 0) return false;
    const WaitingCell& next = workspace_.waiting[--shared_.waiting];
    shared_.cell = next.cell;
    shared_.layer = next.layer;
    shared_.position = next.position;
    workspace_.is_on[shared_.layers[next.layer].begin + next.position - 1] = 0;
    return true;
  }

  /// Lists the inputs of layer l that are on in the cell at hand.
  CENSUS_HD void begin_layer(int l) {
    const LayerState& before = shared_.layers[l - 1];
    LayerState& layer = shared_.layers[l];
    const int* const cutting = workspace_.cut_list + before.begin;
    const std::uint8_t* const is_on = workspace_.is_on + before.begin;
    const int first_form = workspace_.first_form(l - 1);
    layer.active = 0;
    for (int k = 0; k < before.cutting; ++k) {
      if (is_on[k] != 0) workspace_.active[layer.active++] = cutting[k] - first_form;
    }
    const int inputs_on = layer.active + before.constant_on;
    layer.no_inputs = inputs_on == 0;
    layer.constant = before.constant || layer.no_inputs;
    const int only_input =
        inputs_on != 1 ? Vanishing::none
                       : first_form + (layer.active == 1 ? workspace_.active[0]
                                                         : workspace_.on_list[before.begin]);
    layer.factor = Vanishing::none;
    if (point_.laws[l].biases.scale == 0.0F) {
      // Multiples of a multiple vanish where the first factor does.
      layer.factor = before.factor != Vanishing::none ? before.factor : only_input;
    }
    const bool has_direction = before.direction != Vanishing::none;
    layer.direction = has_direction ? before.direction : only_input;
    layer.first_parallel = has_direction ? before.first_parallel : workspace_.first_form(l);
    shared_.layer = l;
    shared_.position = 0;
  }

  CENSUS_HD bool divide_by_next(const LayerState& layer, const Vanishing& vanishing) {
    const Cell cell = shared_.cell;
    if (cell.count > max_vertices) return false;
    const int form = workspace_.cut_list[layer.begin + shared_.position];
    std::uint8_t& is_on = workspace_.is_on[layer.begin + shared_.position];
    Signs signs;
    find_signs(workspace_.forms, form, workspace_.vertices, cell, vanishing, signs);
    const Relation relation = signs.relation();
    if (relation == Relation::uncertain) return false;
    ++shared_.position;
    is_on = relation == Relation::negative ? 0 : 1;
    if (relation != Relation::cuts) return true;
    if (signs.uncertain || cell.first + 2 * cell.count + 4 > workspace_.capacity) return false;
    Cell negative;
    if (!divide(workspace_.forms, form, workspace_.vertices, cell, signs, negative, shared_.cell)) {
      return false;
    }
    workspace_.waiting[shared_.waiting++] = {negative, shared_.layer, shared_.position};
    return true;
  }

  const Point& point_;
  const Workspace<dimension>& workspace_;
  Shared& shared_;
  int central_;  ///< number of central layers
};

}  // namespace census::regions
