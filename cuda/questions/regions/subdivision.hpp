#pragma once

#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/enter_layer.hpp"
#include "cuda/questions/regions/new_signs.hpp"
#include "cuda/questions/regions/pieces.hpp"
#include "cuda/questions/regions/start.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// The part of the count that one lane does: it divides regions by the neurons that cut them, depth
/// first. Regions of the first l layers are divided by layer l's neurons one after the other; a
/// cell that none of them cuts is a region of l + 1 layers, and the next layer is entered there. So
/// there is one set of forms for each layer at a time, and the cells that wait are at most as many
/// as there are neurons. In the last layer cells are counted without being constructed.
template <int dimension, class Octet>
class Subdivision {
 public:
  CENSUS_HD Subdivision(const Point& point, const Workspace<dimension>& workspace, int central)
      : point_(point), workspace_(workspace), shared_(*workspace.shared), central_(central) {}

  /// Begins with the first of the cells that cover the domain.
  CENSUS_HD Step begin() {
    const Start start = start_cell<Octet>(point_, workspace_, workspace_.vanishing(0, central_));
    if (start != Start::ready) return step_after(start);
    if (point_.domain.extent != Extent::plane) return advance();
    // Every neuron divides the plane, though not each of the cells that cover it.
    shared_.count.crossings[0] = static_cast<std::uint64_t>(point_.widths[0]);
    for (int w = 0; w < words_of(point_.widths[0]); ++w) {
      workspace_.on_somewhere(0)[w] = neurons_of_word(point_.widths[0], w);
    }
    look_at_cell();
    return divide_on();
  }

  /// Finds what the neurons of the layer that divides the cell at hand do there.
  CENSUS_HD void look_at_cell() {
    for (int w = 0; w < words_of(point_.widths[shared_.layer]); ++w) {
      workspace_.cell_signs[w] = signs_on(workspace_.vertices, shared_.cell, w);
    }
  }

  /// Goes on with the cell at hand, for which a layer was just entered and which was looked at,
  /// until the next one is to be entered, all is counted, or something is not certain.
  CENSUS_HD Step advance() {
    const int l = shared_.layer;
    for (int w = 0; w < words_of(point_.widths[l]); ++w) {
      const std::uint64_t neurons = neurons_of_word(point_.widths[l], w);
      const CellSigns& signs = workspace_.cell_signs[w];
      shared_.count.crossings[l] +=
          static_cast<std::uint64_t>(count_ones(signs.cutting() & neurons));
      workspace_.on_somewhere(l)[w] = ~signs.off() & neurons;
    }
    if (l + 1 < point_.depth) {
      shared_.layers[l + 1].terms = 0;
      shared_.layers[l + 1].has_errors = false;
    }
    return divide_on();
  }

 private:
  CENSUS_HD static Step step_after(Start start) {
    return start == Start::none ? Step::done : Step::failed;
  }

  CENSUS_HD Step divide_on() {
    while (true) {
      const int l = shared_.layer;
      const bool is_last = l + 1 == point_.depth;
      const Vanishing vanishing = workspace_.vanishing(l, central_);
      const int most_counted = !is_last ? 0 : vanishing.anywhere() ? 1 : most_counted_forms;
      int cutting = 0;
      int first = 0;
      for (int w = words_of(point_.widths[l]) - 1; w >= 0; --w) {
        const std::uint64_t neurons = neurons_of_word(point_.widths[l], w);
        const CellSigns& signs = workspace_.cell_signs[w];
        if ((signs.unknown() & neurons) != 0) return Step::failed;
        const std::uint64_t set = signs.cutting() & neurons;
        if (set != 0) first = 64 * w + lowest_one(set);
        cutting += count_ones(set);
      }
      if (cutting > most_counted) {
        if (!divide_by(first, vanishing)) return Step::failed;
      } else if (is_last) {
        if (!count_last()) return Step::failed;
        if (!take_next_cell()) {
          const Start start =
              start_cell<Octet>(point_, workspace_, workspace_.vanishing(0, central_));
          if (start != Start::ready) return step_after(start);
        }
      } else {
        ++shared_.count.after_layer[l];
        begin_layer(l + 1);
        return Step::enter_layer;
      }
      look_at_cell();
    }
  }

  CENSUS_HD bool count_last() {
    const int l = shared_.layer;
    const Cell cell = shared_.cell;
    if (cell.count > max_vertices) return false;
    CuttingForms list;
    for (int w = 0; w < words_of(point_.widths[l]); ++w) {
      std::uint64_t set = workspace_.cell_signs[w].cutting() & neurons_of_word(point_.widths[l], w);
      for (; set != 0; set &= set - 1) {
        const int j = 64 * w + lowest_one(set);
        list.form[list.count] = workspace_.first_form(l) + j;
        list.signs[list.count++] = signs_of(workspace_.vertices, cell, j);
      }
    }
    Pieces pieces;
    if (!count_pieces(workspace_.forms, list, workspace_.vertices, cell,
                      signed_form(workspace_.infinity(), false), pieces)) {
      return false;
    }
    shared_.count.after_layer[l] += pieces.all;
    shared_.count.unbounded += pieces.unbounded;
    return true;
  }

  /// Returns to the cell that began to wait last, on the other side of the neuron that divided it.
  CENSUS_HD bool take_next_cell() {
    if (shared_.waiting == 0) return false;
    const WaitingCell& next = workspace_.waiting[--shared_.waiting];
    shared_.cell = next.cell;
    shared_.layer = next.layer;
    return true;
  }

  /// Lists the inputs of layer l that are on in the cell at hand, or those that differ from when
  /// the layer was last entered, if that is less work.
  CENSUS_HD void begin_layer(int l) {
    const int inputs = point_.widths[l - 1];
    LayerState& layer = shared_.layers[l];
    std::uint64_t* const on = workspace_.on(l - 1);
    std::uint64_t now[words_of(max_width)];
    int on_count = 0;
    int change_count = 0;
    int only_input = Vanishing::none;
    for (int w = 0; w < words_of(inputs); ++w) {
      now[w] = workspace_.cell_signs[w].on() & neurons_of_word(inputs, w);
      if (now[w] != 0) only_input = workspace_.first_form(l - 1) + 64 * w + lowest_one(now[w]);
      on_count += count_ones(now[w]);
      change_count += count_ones(now[w] ^ on[w]);
    }
    set_kind(l, on_count, on_count == 1 ? only_input : Vanishing::none);
    const Forms<dimension> input_forms = workspace_.forms.from(workspace_.first_form(l - 1));
    Entry& entry = shared_.entry;
    entry.begins = layer.terms == 0 || on_count <= change_count ||
                   layer.terms + change_count > most_terms(point_, l);
    entry.changes = 0;
    for (int w = 0; w < words_of(inputs); ++w) {
      std::uint64_t set = entry.begins ? now[w] : now[w] ^ on[w];
      for (; set != 0; set &= set - 1) {
        const int i = lowest_one(set);
        workspace_.changes[entry.changes++] =
            term_of(input_forms, 64 * w + i, (now[w] >> i & 1) == 0);
      }
      on[w] = now[w];
    }
    layer.terms = (entry.begins ? 1 : layer.terms) + entry.changes;
    begin_bounds(l);
    shared_.layer = l;
  }

  /// Prepares bounds of the errors of layer l's pre-activations in the region that the layer before
  /// it divides. Of the last of several layers, which is entered most often, they are found with
  /// less work; in those before it, errors would grow from layer to layer.
  CENSUS_HD void begin_bounds(int l) {
    LayerState& layer = shared_.layers[l];
    Entry& entry = shared_.entry;
    entry.bounds = ErrorBounds::kept;
    const bool has_errors = layer.has_errors;
    layer.has_errors = !layer.no_inputs;
    if (has_errors || layer.no_inputs) return;
    const bool by_norms = l > 1 && l + 1 == point_.depth;
    entry.bounds = by_norms ? ErrorBounds::by_norms : ErrorBounds::by_sums;
    entry.possible = 0;
    const int terms = most_terms(point_, l);
    const Forms<dimension> input_forms = workspace_.forms.from(workspace_.first_form(l - 1));
    if (by_norms) {
      entry.error_norm = norm_of_errors<Octet>(input_forms, point_.widths[l - 1], terms);
      entry.finds_norms = !layer.has_norms;
      layer.has_norms = true;
      return;
    }
    for (int w = 0; w < words_of(point_.widths[l - 1]); ++w) {
      std::uint64_t set = workspace_.on_somewhere(l - 1)[w];
      for (; set != 0; set &= set - 1) {
        workspace_.possible[entry.possible++] =
            error_of(input_forms, 64 * w + lowest_one(set), terms);
      }
    }
  }

  /// Writes what is known of layer l's pre-activations from the number of inputs that are on.
  /// @param only_input the form of the input, if it is only one
  CENSUS_HD void set_kind(int l, int inputs_on, int only_input) {
    const LayerState& before = shared_.layers[l - 1];
    LayerState& layer = shared_.layers[l];
    layer.no_inputs = inputs_on == 0;
    layer.constant = before.constant || layer.no_inputs;
    layer.factor = Vanishing::none;
    if (point_.laws[l].biases.scale == 0.0F) {
      // Multiples of a multiple vanish where the first factor does.
      layer.factor = before.factor != Vanishing::none ? before.factor : only_input;
    }
    const bool has_direction = before.direction != Vanishing::none;
    layer.direction = has_direction ? before.direction : only_input;
    layer.first_parallel = has_direction ? before.first_parallel : workspace_.first_form(l);
  }

  CENSUS_HD bool divide_by(int j, const Vanishing& vanishing) {
    const Cell cell = shared_.cell;
    if (cell.count > max_vertices || cell.first + 2 * cell.count + 4 > workspace_.capacity) {
      return false;
    }
    const NeuronSigns signs = signs_of(workspace_.vertices, cell, j);
    Cell negative;
    if (!signs.certain || !divide_cell(workspace_.vertices, cell, j, signs, vanishing, negative)) {
      return false;
    }
    workspace_.waiting[shared_.waiting++] = {negative, shared_.layer};
    return true;
  }

  CENSUS_HD bool divide_cell(const Vertices<2>& vertices, Cell cell, int j,
                             const NeuronSigns& signs, const Vanishing& vanishing, Cell& negative) {
    const int first_form = workspace_.first_form(shared_.layer);
    const int form = first_form + j;
    Chord chord;
    if (!find_chord(workspace_.forms, form, vertices, cell, signs, chord)) return false;
    const Vertex<2>* const points[2] = {&chord.leaving.vertex, &chord.entering.vertex};
    LayerSigns new_signs[2];
    find_new_signs<Octet>(workspace_.forms.from(first_form), point_.widths[shared_.layer],
                          workspace_.cell_signs, j, points, new_signs);
    const ChordEnd* const ends[2] = {&chord.leaving, &chord.entering};
    for (int n = 0; n < 2; ++n) {
      if (ends[n]->is_corner) {
        const SignWord* const corner_signs = vertices.signs_at(cell.first + ends[n]->corner);
        for (int w = 0; w < vertices.words; ++w) new_signs[n].word[w] = corner_signs[w];
      } else if (vanishing.anywhere() &&
                 vanishing.at(ends[n]->vertex, ends[n]->edge_before, signed_form(form, false))) {
        new_signs[n].set_zero();
      }
    }
    divide(vertices, cell, form, chord, new_signs[0].word, new_signs[1].word, negative,
           shared_.cell);
    return true;
  }

  CENSUS_HD bool divide_cell(const Vertices<1>& vertices, Cell cell, int j,
                             const NeuronSigns& signs, const Vanishing& vanishing, Cell& negative) {
    const int first_form = workspace_.first_form(shared_.layer);
    const int form = first_form + j;
    Zero zero;
    if (!find_zero(workspace_.forms, form, signs, zero)) return false;
    const Vertex<1>* const points[1] = {&zero.vertex};
    LayerSigns new_signs[1];
    find_new_signs<Octet>(workspace_.forms.from(first_form), point_.widths[shared_.layer],
                          workspace_.cell_signs, j, points, new_signs);
    const int line = signed_form(form, false);
    if (vanishing.anywhere() && vanishing.at(zero.vertex, line, line)) new_signs[0].set_zero();
    divide(vertices, cell, form, zero, new_signs[0].word, negative, shared_.cell);
    return true;
  }

  const Point& point_;
  const Workspace<dimension>& workspace_;
  Shared& shared_;
  int central_;  ///< number of central layers
};

}  // namespace census::regions
