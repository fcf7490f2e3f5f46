#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// Adds the inputs of layer l up for the block of neurons that begins with number `begin` of the
/// layer. Inputs that are on in the whole region of the layer before are added once for all parts
/// of that region.
template <int dimension>
CENSUS_HD void sum_inputs(const Point& point, const Workspace<dimension>& workspace, int l,
                          int begin, FormBlock<dimension>& block) {
  const LayerState& layer = workspace.shared->layers[l];
  const int stride = padded(point.widths[l]);
  const double chain = chain_error(inputs_of_layer(point, l));
  const float* const weights = workspace.weights + layer.weights + begin;
  const float* const biases = workspace.biases + layer.begin + begin;
  if (l == 0) {
    begin_block(biases, chain, block);
    add_inputs(workspace.forms, workspace.input_list, point.input_dimension, weights, stride, chain,
               block);
    return;
  }
  const LayerState& before = workspace.shared->layers[l - 1];
  const Forms<dimension> inputs = workspace.forms.from(workspace.first_form(l - 1));
  const Forms<dimension> base = workspace.bases.from(layer.begin + begin);
  if (before.has_next_base) {
    load_block(base, block);
  } else {
    begin_block(biases, chain, block);
    add_inputs(inputs, workspace.on_list + before.begin, before.constant_on, weights, stride, chain,
               block);
    store_block(block, base);
  }
  add_inputs(inputs, workspace.active, layer.active, weights, stride, chain, block);
}

/// Returns the relation of constant forms to any region.
CENSUS_HD inline Relation relation_of_constant(double value, double error) {
  if (value > error) return Relation::positive;
  if (value < -error || (value == 0.0 && error == 0.0)) return Relation::negative;
  return Relation::uncertain;
}

CENSUS_HD constexpr std::int64_t code_of(Relation relation) {
  return static_cast<std::int64_t>(relation);
}
static_assert(code_of(Relation::uncertain) == 0, "what no comparison shows is uncertain");

/// Finds what a block of forms does on a cell from its values at the vertices. A form that is 0 on
/// all of the cell leaves its neuron off.
template <int dimension>
CENSUS_HD void relate_block(const Forms<dimension>& forms, const Vertices<dimension>& vertices,
                            Cell cell, const Vanishing& vanishing, std::uint8_t* relations) {
  double least[block_size];
  double most[block_size];
  CENSUS_BLOCK_LOOP
  for (int q = 0; q < block_size; ++q) {
    least[q] = HUGE_VAL;
    most[q] = -HUGE_VAL;
  }
  double vertex_error = 0.0;
  const bool some_vanish = vanishing.anywhere();
  for (int k = 0; k < cell.count; ++k) {
    if (some_vanish && vanishing.at(vertices, cell, k)) continue;
    const Vertex<dimension> vertex = vertices.get(cell.first + k);
    vertex_error = vertex.error > vertex_error ? vertex.error : vertex_error;
    CENSUS_BLOCK_LOOP
    for (int q = 0; q < block_size; ++q) {
      double value = forms.coefficient[dimension][q] * vertex.coordinate[dimension];
      for (int i = 0; i < dimension; ++i) {
        value = std::fma(forms.coefficient[i][q], vertex.coordinate[i], value);
      }
      least[q] = value < least[q] ? value : least[q];
      most[q] = value > most[q] ? value : most[q];
    }
  }
  // Where a value is infinite or no number, so is the bound, and no comparison holds.
  std::int64_t relation[block_size];
  CENSUS_BLOCK_LOOP
  for (int q = 0; q < block_size; ++q) {
    const double bound = evaluation_error(forms.error[q], forms.size[q], vertex_error);
    const std::int64_t above = most[q] > bound ? -1 : 0;
    const std::int64_t below = least[q] < -bound ? -1 : 0;
    const std::int64_t all_above = least[q] > bound ? above : 0;
    const std::int64_t all_below = most[q] < -bound ? below : 0;
    relation[q] = (code_of(Relation::positive) & all_above) |
                  (code_of(Relation::negative) & all_below) |
                  (code_of(Relation::cuts) & above & below);
  }
  CENSUS_BLOCK_LOOP
  for (int q = 0; q < block_size; ++q) relations[q] = static_cast<std::uint8_t>(relation[q]);
}

/// What forms do on the whole plane: each is 0 on a line, if its linear part is not 0.
CENSUS_HD inline void relate_block_to_plane(const Forms<2>& forms, std::uint8_t* relations) {
  for (int q = 0; q < block_size; ++q) {
    const double linear = std::fabs(forms.coefficient[0][q]) + std::fabs(forms.coefficient[1][q]);
    relations[q] = static_cast<std::uint8_t>(
        linear * (1.0 - 0x1p-50) > forms.error[q] ? Relation::cuts : Relation::uncertain);
  }
}

/// Finds what a layer's block of forms does on the region of the layers before it.
template <int dimension>
CENSUS_HD void relate_to_region(const Point& point, const Workspace<dimension>& workspace, int l,
                                const Vanishing& vanishing, const Forms<dimension>& forms,
                                std::uint8_t* relations) {
  const LayerState& layer = workspace.shared->layers[l];
  if (layer.constant) {
    for (int q = 0; q < block_size; ++q) {
      if (layer.no_inputs) forms.error[q] = 0.0;
      relations[q] = static_cast<std::uint8_t>(
          relation_of_constant(forms.coefficient[dimension][q], forms.error[q]));
    }
    return;
  }
  if constexpr (dimension == 2) {
    if (l == 0 && point.domain.extent == Extent::plane) {
      relate_block_to_plane(forms, relations);
      return;
    }
  }
  relate_block(forms, workspace.vertices, workspace.shared->cell, vanishing, relations);
}

/// Computes layer l's pre-activations on the region `shared->cell` of the layers before it, and
/// what they do there: each lane every size()-th block of neurons.
template <int dimension, class Team>
CENSUS_HD void enter_layer(const Point& point, const Workspace<dimension>& workspace, int l,
                           int central, const Team& team) {
  const LayerState& layer = workspace.shared->layers[l];
  const Vanishing vanishing = workspace.vanishing(l, central);
  const int width = point.widths[l];
  for (int begin = team.rank() * block_size; begin < width; begin += team.size() * block_size) {
    const Forms<dimension> forms = workspace.forms.from(workspace.first_form(l) + begin);
    std::uint8_t* const relations = workspace.relations + layer.begin + begin;
    FormBlock<dimension> block;
    sum_inputs(point, workspace, l, begin, block);
    finish_block(block, forms);
    relate_to_region(point, workspace, l, vanishing, forms, relations);
    // Nothing is to be done about what pads the last block.
    for (int q = width - begin; q < block_size; ++q) {
      relations[q] = static_cast<std::uint8_t>(Relation::negative);
    }
  }
}

/// Returns whether one of a block's relations is neither `positive` nor `negative`.
CENSUS_HD inline bool has_undivided(const std::uint8_t* relations) {
  static_assert(block_size == sizeof(std::uint64_t));
  constexpr std::uint64_t ones = 0x0101010101010101U;
  std::uint64_t codes = 0;
  std::memcpy(&codes, relations, sizeof codes);
  // Of the lowest two bits of each byte exactly one is set for those two.
  return ((codes | codes >> 1) & ones) != ones;
}

/// Lists what enter_layer found out. Returns false where that is not certain.
template <int dimension>
CENSUS_HD bool collect_relations(const Point& point, const Workspace<dimension>& workspace, int l) {
  Shared& shared = *workspace.shared;
  LayerState& layer = shared.layers[l];
  if (l > 0) shared.layers[l - 1].has_next_base = true;
  layer.has_next_base = false;
  const std::uint8_t* const relations = workspace.relations + layer.begin;
  int* const on = workspace.on_list + layer.begin;
  int* const cutting = workspace.cut_list + layer.begin;
  const int first_form = workspace.first_form(l);
  const bool is_last = l + 1 == point.depth;  // nobody asks what is on there
  int on_count = 0;
  int cut_count = 0;
  bool certain = true;
  for (int begin = 0; begin < point.widths[l]; begin += block_size) {
    if (is_last && !has_undivided(relations + begin)) continue;
    const int end = begin + block_size < point.widths[l] ? begin + block_size : point.widths[l];
    for (int j = begin; j < end; ++j) {
      const auto relation = static_cast<Relation>(relations[j]);
      on[on_count] = j;
      cutting[cut_count] = first_form + j;
      on_count += relation == Relation::positive ? 1 : 0;
      cut_count += relation == Relation::cuts ? 1 : 0;
      certain &= relation != Relation::uncertain;
    }
  }
  layer.constant_on = on_count;
  layer.cutting = cut_count;
  shared.count.crossings[l] += static_cast<std::uint64_t>(cut_count);
  return certain;
}

}  // namespace census::regions
