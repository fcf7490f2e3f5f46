#pragma once

#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell.hpp"
#include "cuda/questions/regions/layer_forms.hpp"
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
/// @tparam sets size of sets of neurons
template <int dimension, class Vectors, SetSize sets>
class Subdivision {
 public:
  CENSUS_HD Subdivision(const Point& point, const Workspace<dimension>& workspace)
      : point_(point), workspace_(workspace), shared_(*workspace.shared) {}

  /// Begins with the first of the cells that cover the domain.
  CENSUS_HD Step begin() {
    const Start start = start_cell<Vectors>(point_, workspace_);
    if (start != Start::ready) return step_after(start);
    if (point_.domain.extent != Extent::plane) return advance();
    // Every neuron divides the plane, though not each of the cells that cover it.
    const LayerState& layer = shared_.layers[0];
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      const std::uint64_t neurons = neurons_of_word(layer.width, w);
      workspace_.on_somewhere(0)[w] = neurons;
      add_crossings(layer, w, neurons);
    }
    return divide_on(look_at(shared_.cell, layer));
  }

  /// Goes on with the cell at hand, for which a layer was just entered, until the next one is to be
  /// entered, all is counted, or something is not certain.
  CENSUS_HD Step advance() {
    const Cell cell = shared_.cell;
    const LayerState& layer = shared_.layers[cell.layer];
    if (has_foreign_zeros(cell, layer)) return Step::failed;
    Look look = look_at(cell, layer);
    if (layer.is_single) {
      shared_.has_norms = true;
      if (!look.settled) {
        look_closer(cell, layer);
        look = look_at(cell, layer);
      }
    }
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      add_crossings(layer, w, workspace_.cell_signs[w].cutting());
    }
    if (cell.layer + 1 < point_.depth) {
      for (int w = 0; w < words_of<sets>(layer.width); ++w) {
        workspace_.on_somewhere(cell.layer)[w] = workspace_.cell_signs[w].positive;
      }
      LayerState& next = shared_.layers[cell.layer + 1];
      next.terms = 0;
      next.has_errors = false;
    }
    return divide_on(look);
  }

 private:
  /// What the neurons of the layer that divides the cell at hand do there.
  struct Look {
    int cutting = 0;      ///< how many cut it
    bool settled = true;  ///< whether all are, see CellSigns
  };

  CENSUS_HD static Step step_after(Start start) {
    return start == Start::none ? Step::done : Step::failed;
  }

  /// Finds what the neurons of its layer do on the cell at hand.
  CENSUS_HD Look look_at(const Cell& cell, const LayerState& layer) {
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      workspace_.cell_signs[w] = signs_on(workspace_.vertices, cell, w);
    }
    return look(layer);
  }

  /// Returns a summary of `cell_signs`.
  CENSUS_HD Look look(const LayerState& layer) const {
    Look look;
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      const std::uint64_t neurons = neurons_of_word(layer.width, w);
      const CellSigns& signs = workspace_.cell_signs[w];
      look.settled &= signs.settled() == neurons;
      look.cutting += count_ones(signs.cutting());
    }
    return look;
  }

  /// Returns the first neuron that cuts the cell at hand; there is one.
  CENSUS_HD int first_cutting() const {
    int w = 0;
    while (workspace_.cell_signs[w].cutting() == 0) ++w;
    return 64 * w + lowest_one(workspace_.cell_signs[w].cutting());
  }

  /// Finds signs at the vertices of the cell at hand that are not certain in binary32 in binary64.
  CENSUS_HD void look_closer(const Cell& cell, const LayerState& layer) {
    const LayerForms<dimension> forms(workspace_);
    const Vertices<dimension>& vertices = workspace_.vertices;
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      for (int k = 0; k < cell.count; ++k) {
        SignWord& at = vertices.signs_of(cell.layer, w)[vertices.corner(cell, k).vertex];
        for (std::uint64_t uncertain = at.uncertain(); uncertain != 0; uncertain &= uncertain - 1) {
          const int bit = lowest_one(uncertain);
          const int form = forms.refined_form(64 * w + bit);
          const Sign sign = sign_at(forms.forms(), form, vertices.vertex(cell, k));
          if (sign == Sign::positive) at.negative &= ~(std::uint64_t{1} << bit);
          if (sign == Sign::negative) at.positive &= ~(std::uint64_t{1} << bit);
        }
      }
    }
  }

  /// Returns whether a neuron of the layer is exactly 0 at a corner of the cell at hand where
  /// nothing that is known of this cell says so: in a cell beside it that was divided before, where
  /// a layer without biases had only one input on, it is a multiple of that. The zero is true here
  /// as well, but makes the network degenerate, and exact arithmetic says that.
  CENSUS_HD bool has_foreign_zeros(const Cell& cell, const LayerState& layer) const {
    if (cell.layer == 0 || point_.laws[cell.layer].biases.scale != 0.0F) return false;
    const Vertices<dimension>& vertices = workspace_.vertices;
    for (int k = 0; k < cell.count; ++k) {
      if (layer.vanishing.at(vertices, cell, k)) continue;
      for (int w = 0; w < words_of<sets>(layer.width); ++w) {
        const SignWord& at = vertices.signs_of(cell.layer, w)[vertices.corner(cell, k).vertex];
        const std::uint64_t not_zero = at.positive | at.negative;
        if (not_zero != neurons_of_word(layer.width, w)) return true;
      }
    }
    return false;
  }

  /// Adds neurons of word w of a layer to those that cut the region for which it was entered.
  CENSUS_HD void add_crossings(const LayerState& layer, int w, std::uint64_t set) {
    std::uint32_t* const crossings = workspace_.crossings + layer.first_neuron + 64 * w;
    // The first step, often the only one, is without a branch.
    crossings[lowest_one(set | static_cast<std::uint64_t>(set == 0))] += set != 0 ? 1U : 0U;
    for (set &= set - 1; set != 0; set &= set - 1) ++crossings[lowest_one(set)];
  }

  /// @param look at the cell at hand
  CENSUS_HD Step divide_on(Look look) {
    while (true) {
      const Cell cell = shared_.cell;
      const LayerState& layer = shared_.layers[cell.layer];
      const bool is_last = cell.layer + 1 == point_.depth;
      if (!look.settled || cell.count > max_vertices) return Step::failed;
      if (look.cutting > (is_last ? most_to_count(cell, layer) : 0)) {
        if (!divide_by(first_cutting(), cell, layer)) return Step::failed;
        look = this->look(layer);
      } else {
        if (!is_last && begin_layer(cell.layer + 1)) return Step::enter_layer;
        if (!count_parts(cell, layer, look.cutting)) return Step::failed;
        if (take_next_cell()) {
          look = this->look(shared_.layers[shared_.cell.layer]);
        } else {
          const Start start = start_cell<Vectors>(point_, workspace_);
          if (start != Start::ready) return step_after(start);
          look = look_at(shared_.cell, shared_.layers[0]);
        }
      }
    }
  }

  /// Returns how many neurons of the last layer may cut a cell that is counted without dividing it.
  /// Several must not be 0 at a vertex, and zeros are not compared all the way from one end of a
  /// line to the other, which has no middle in homogeneous coordinates.
  CENSUS_HD int most_to_count(const Cell& cell, const LayerState& layer) const {
    if (layer.vanishing.anywhere()) return 1;
    if constexpr (dimension == 1) {
      const Vertices<1>& vertices = workspace_.vertices;
      if (vertices.vertex(cell, 0).coordinate[1] == 0.0 &&
          vertices.vertex(cell, 1).coordinate[1] == 0.0) {
        return 1;
      }
    }
    return most_counted;
  }

  /// Counts the parts of the cell at hand, which is divided no further: as regions of the layer
  /// that divides it and of all further ones.
  /// @param cutting how many neurons cut it
  CENSUS_HD bool count_parts(const Cell& cell, const LayerState& layer, int cutting) {
    Pieces pieces;
    pieces.all = 1 + static_cast<std::uint64_t>(cutting);
    const bool is_simple = cutting <= 1 && !is_unbounded(point_.domain);
    if (!is_simple && !count_pieces_of(cell, layer, pieces)) return false;
    shared_.count.unbounded += pieces.unbounded;
    for (int l = cell.layer; l < point_.depth; ++l) shared_.count.after_layer[l] += pieces.all;
    return true;
  }

  /// Counts the parts of the cell at hand, and the unbounded ones.
  CENSUS_HD bool count_pieces_of(const Cell& cell, const LayerState& layer, Pieces& pieces) {
    CuttingNeurons list;
    list.count = 0;
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      std::uint64_t set = workspace_.cell_signs[w].cutting();
      for (; set != 0; set &= set - 1) list.neuron[list.count++] = 64 * w + lowest_one(set);
    }
    const Vertices<dimension>& vertices = workspace_.vertices;
    if (!count_pieces(LayerForms<dimension>(workspace_), list, vertices, cell, pieces)) {
      return false;
    }
    if (!is_unbounded(point_.domain)) return true;
    const int infinity = signed_form(workspace_.infinity(), false);
    return count_unbounded(list, vertices, cell, infinity, pieces);
  }

  /// Returns to the cell that began to wait last, on the other side of the neuron that divided it.
  CENSUS_HD bool take_next_cell() {
    if (shared_.waiting == 0) return false;
    const WaitingCell& next = workspace_.waiting[--shared_.waiting];
    shared_.cell = next.cell;
    shared_.vertices = next.vertices;
    const CellSigns* const signs = workspace_.waiting_signs(shared_.waiting);
    const int words = words_of<sets>(shared_.layers[next.cell.layer].width);
    for (int w = 0; w < words; ++w) workspace_.cell_signs[w] = signs[w];
    return true;
  }

  /// Prepares the entry of layer l in the cell at hand, a region of the layers before it. Returns
  /// false where none of its inputs is on there, so that further layers are constant and divide it
  /// no more.
  CENSUS_HD bool begin_layer(int l) {
    LayerState& layer = shared_.layers[l];
    std::uint64_t* const on = workspace_.on(l - 1);
    int on_count = 0;
    int change_count = 0;
    int only_input = Vanishing::none;
    for (int w = 0; w < words_of<sets>(layer.inputs); ++w) {
      const std::uint64_t now = workspace_.cell_signs[w].on();
      if (now != 0) only_input = layer.first_input + 64 * w + lowest_one(now);
      on_count += count_ones(now);
      change_count += count_ones(now ^ on[w]);
      workspace_.changed[w] = now;
    }
    if (on_count == 0) return false;
    if (!layer.has_errors) bound_terms(l);
    ++shared_.count.after_layer[l - 1];
    set_vanishing(l, on_count == 1 ? only_input : Vanishing::none);
    Entry& entry = shared_.entry;
    entry.begins = layer.terms == 0 || on_count <= change_count ||
                   layer.terms + change_count > layer.most_terms;
    layer.terms = entry.begins ? 1 + on_count : layer.terms + change_count;
    for (int w = 0; w < words_of<sets>(layer.inputs); ++w) {
      const std::uint64_t now = workspace_.changed[w];
      if (!entry.begins) workspace_.changed[w] = now ^ on[w];
      on[w] = now;
    }
    entry.finds_errors = !layer.has_errors;
    layer.has_errors = true;
    if (layer.is_single) begin_singles(l);
    shared_.cell.layer = l;
    list_unknown(workspace_);
    return true;
  }

  /// Bounds the number of terms of layer l's pre-activations by half as many more than the inputs
  /// that are on somewhere in the region, so that regions in turn may share sums and errors hardly
  /// grow.
  CENSUS_HD void bound_terms(int l) {
    LayerState& layer = shared_.layers[l];
    const std::uint64_t* const possible = workspace_.on_somewhere(l - 1);
    int count = 0;
    for (int w = 0; w < words_of<sets>(layer.inputs); ++w) count += count_ones(possible[w]);
    layer.most_terms = count + count / 2;
  }

  /// Prepares what pre-activations in binary32 need besides.
  CENSUS_HD void begin_singles(int l) {
    const LayerState& layer = shared_.layers[l];
    for (int w = 0; w < words_of<sets>(layer.width); ++w) workspace_.refined[w] = 0;
    if (!shared_.entry.finds_errors) return;
    const InputSet possible = {workspace_.on_somewhere(l - 1), words_of<sets>(layer.inputs)};
    shared_.entry.error_norm =
        norm_of_single_errors(workspace_.forms.from(layer.first_input), possible, layer.most_terms);
  }

  /// Writes what is known of where layer l's pre-activations vanish.
  /// @param only_input the form of the input that is on, if it is only one
  CENSUS_HD void set_vanishing(int l, int only_input) {
    const Vanishing& before = shared_.layers[l - 1].vanishing;
    Vanishing& vanishing = shared_.layers[l].vanishing;
    vanishing.factor = Vanishing::none;
    if (point_.laws[l].biases.scale == 0.0F) {
      // Multiples of a multiple vanish where the first factor does.
      vanishing.factor = before.factor != Vanishing::none ? before.factor : only_input;
    }
    const bool has_direction = before.direction != Vanishing::none;
    vanishing.direction = has_direction ? before.direction : only_input;
    vanishing.first_parallel = has_direction ? before.first_parallel : shared_.layers[l].first_form;
  }

  CENSUS_HD bool divide_by(int j, const Cell& cell, const LayerState& layer) {
    const Vertices<dimension>& vertices = workspace_.vertices;
    if (cell.first + room_to_divide(cell.count) > vertices.corner_capacity ||
        shared_.vertices + 2 > vertices.capacity) {
      return false;
    }
    if (layer.is_single) refine_cutting(layer);
    const NeuronSigns signs = signs_of(vertices, cell, j);
    if (!signs.certain()) return false;
    // Next is the part where neuron j is what it was where the next layer was last entered, so that
    // little changes there. Which one comes first makes no difference to what is counted.
    const bool was_on = (workspace_.on(cell.layer)[j >> 6] >> (j & 63) & 1) != 0;
    WaitingCell& waiting = workspace_.waiting[shared_.waiting];
    if (!divide_cell(vertices, cell, layer, j, signed_form(layer.first_form + j, !was_on),
                     signs.negated(!was_on), waiting.cell)) {
      return false;
    }
    waiting.vertices = shared_.vertices;
    ++shared_.waiting;
    return true;
  }

  /// Computes the forms of all neurons that cut the cell at hand in binary64.
  CENSUS_HD void refine_cutting(const LayerState& layer) {
    const LayerForms<dimension> forms(workspace_);
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      std::uint64_t set = workspace_.cell_signs[w].cutting();
      for (; set != 0; set &= set - 1) forms.refined_form(64 * w + lowest_one(set));
    }
  }

  /// Divides the cell at hand by neuron j: into its part where `line`, the neuron's signed form, is
  /// positive, which is next, and the negative one.
  /// @param signs those of `line`
  CENSUS_HD bool divide_cell(const Vertices<2>& vertices, const Cell& cell, const LayerState& layer,
                             int j, int line, const NeuronSigns& signs, Cell& negative) {
    Chord chord;
    if (!find_chord(workspace_.forms, line, vertices, cell, signs, shared_.vertices, chord)) {
      return false;
    }
    const ChordEnd& leaving = chord.leaving;
    const ChordEnd& entering = chord.entering;
    if (leaving.is_new && entering.is_new) {
      const int ends[2] = {leaving.vertex, entering.vertex};
      const int edges[2] = {leaving.edge_before, entering.edge_before};
      divide_signs_at(cell, layer, j, signs, ends, edges);
    } else if (leaving.is_new || entering.is_new) {
      const ChordEnd& end = leaving.is_new ? leaving : entering;
      const int ends[1] = {end.vertex};
      const int edges[1] = {end.edge_before};
      divide_signs_at(cell, layer, j, signs, ends, edges);
    } else {
      divide_signs_at(cell, layer, signs);
    }
    divide(vertices, cell, line, chord, negative, shared_.cell);
    return true;
  }

  CENSUS_HD bool divide_cell(const Vertices<1>& vertices, const Cell& cell, const LayerState& layer,
                             int j, int line, const NeuronSigns& signs, Cell& negative) {
    Zero zero;
    if (!find_zero(workspace_.forms, line, vertices, signs, shared_.vertices, zero)) return false;
    const int ends[1] = {zero.vertex};
    const int edges[1] = {line};
    divide_signs_at(cell, layer, j, signs, ends, edges);
    divide(vertices, cell, line, zero, negative, shared_.cell);
    return true;
  }

  /// Finds the signs at new vertices of the cell at hand, where neuron j, and the forms of `edges`,
  /// are 0, and what neurons do on the parts that neuron j divides it into.
  template <int number>
  CENSUS_HD void divide_signs_at(const Cell& cell, const LayerState& layer, int j,
                                 const NeuronSigns& signs, const int (&new_vertices)[number],
                                 const int (&edges)[number]) {
    const Vertices<dimension>& vertices = workspace_.vertices;
    const Vertex<dimension>* points[number];
    LayerSigns new_signs[number];
    for (int n = 0; n < number; ++n) {
      vertices.known[new_vertices[n]] = std::uint32_t{1} << cell.layer;
      points[n] = &vertices.points[new_vertices[n]];
      new_signs[n] = vertices.signs_at(cell.layer, new_vertices[n]);
    }
    find_new_signs<typename Vectors::Octet>(workspace_.forms.from(layer.first_form),
                                            words_of<sets>(layer.width), workspace_.cell_signs, j,
                                            points, new_signs);
    if (layer.vanishing.anywhere()) {
      const int line = signed_form(layer.first_form + j, false);
      for (int n = 0; n < number; ++n) {
        if (!layer.vanishing.at(*points[n], edges[n], line)) continue;
        for (int w = 0; w < words_of<sets>(layer.width); ++w) {
          new_signs[n][w] = {0, 0};
        }
      }
    }
    divide_signs_at(cell, layer, signs, new_signs, number);
  }

  /// Writes what neurons do on the parts of the cell at hand: the positive one, which is next, and
  /// the negative one, which waits.
  CENSUS_HD void divide_signs_at(const Cell& cell, const LayerState& layer,
                                 const NeuronSigns& signs, const LayerSigns* new_signs = nullptr,
                                 int number = 0) {
    CellSigns* const waiting = workspace_.waiting_signs(shared_.waiting);
    for (int w = 0; w < words_of<sets>(layer.width); ++w) {
      DividedSigns parts = divide_signs(workspace_.vertices, cell, w, signs);
      for (int n = 0; n < number; ++n) {
        parts.negative.add(new_signs[n][w]);
        parts.positive.add(new_signs[n][w]);
      }
      waiting[w] = parts.negative;
      workspace_.cell_signs[w] = parts.positive;
    }
  }

  const Point& point_;
  const Workspace<dimension>& workspace_;
  Shared& shared_;
};

}  // namespace census::regions
