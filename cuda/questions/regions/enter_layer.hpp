#pragma once

#include <cmath>
#include <cstdint>

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

/// Finds what a block of forms does on a cell from its values at the vertices. A form that is 0 on
/// all of the cell leaves its neuron off.
template <int dimension>
CENSUS_HD void relate_block(const Forms<dimension>& forms, const Vertices<dimension>& vertices,
                            Cell cell, const Vanishing& vanishing, std::uint8_t* relations) {
  double least[block_size];
  double most[block_size];
  for (int q = 0; q < block_size; ++q) {
    least[q] = HUGE_VAL;
    most[q] = -HUGE_VAL;
  }
  double vertex_error = 0.0;
  for (int k = 0; k < cell.count; ++k) {
    if (vanishing.at(vertices, cell, k)) continue;
    const Vertex<dimension> vertex = vertices.get(cell.first + k);
    vertex_error = vertex.error > vertex_error ? vertex.error : vertex_error;
    for (int q = 0; q < block_size; ++q) {
      double value = forms.coefficient[dimension][q] * vertex.coordinate[dimension];
      for (int i = 0; i < dimension; ++i) {
        value = std::fma(forms.coefficient[i][q], vertex.coordinate[i], value);
      }
      least[q] = value < least[q] ? value : least[q];
      most[q] = value > most[q] ? value : most[q];
      // What is not a number leaves no side certain.
      if (!(value == value)) least[q] = value;
    }
  }
  for (int q = 0; q < block_size; ++q) {
    const double bound = evaluation_error(forms.error[q], forms.size[q], vertex_error);
    const bool below = least[q] < -bound;
    const bool above = most[q] > bound;
    Relation relation = Relation::uncertain;
    if (least[q] > bound) relation = Relation::positive;
    if (most[q] < -bound) relation = Relation::negative;
    if (below && above) relation = Relation::cuts;
    relations[q] = static_cast<std::uint8_t>(relation);
  }
}

/// What forms do on the whole plane: each is 0 on a line, if its linear part is not 0.
CENSUS_HD inline void relate_block_to_plane(const Forms<2>& forms, std::uint8_t* relations) {
  for (int q = 0; q < block_size; ++q) {
    const double linear = std::fabs(forms.coefficient[0][q]) + std::fabs(forms.coefficient[1][q]);
    relations[q] = static_cast<std::uint8_t>(
        linear * (1.0 - 0x1p-50) > forms.error[q] ? Relation::cuts : Relation::uncertain);
  }
}

/// Computes layer l's pre-activations on the region `shared->cell` of the layers before it, and
/// what they do there: each lane every size()-th block of neurons.
template <int dimension, class Team>
CENSUS_HD void enter_layer(const Point& point, const Workspace<dimension>& workspace, int l,
                           bool central, const Team& team) {
  const LayerState& layer = workspace.shared->layers[l];
  const Vanishing vanishing = workspace.vanishing(l, central);
  const int blocks = padded(point.widths[l]) / block_size;
  for (int b = team.rank(); b < blocks; b += team.size()) {
    const int begin = b * block_size;
    const Forms<dimension> forms = workspace.forms.from(workspace.first_form(l) + begin);
    std::uint8_t* const relations = workspace.relations + layer.begin + begin;
    FormBlock<dimension> block;
    sum_inputs(point, workspace, l, begin, block);
    finish_block(block, forms);
    if (layer.constant) {
      for (int q = 0; q < block_size; ++q) {
        if (layer.no_inputs) forms.error[q] = 0.0;
        relations[q] = static_cast<std::uint8_t>(
            relation_of_constant(forms.coefficient[dimension][q], forms.error[q]));
      }
      continue;
    }
    if constexpr (dimension == 2) {
      if (l == 0 && point.domain.extent == Extent::plane) {
        relate_block_to_plane(forms, relations);
        continue;
      }
    }
    relate_block(forms, workspace.vertices, workspace.shared->cell, vanishing, relations);
  }
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
  int on_count = 0;
  int cut_count = 0;
  bool certain = true;
  for (int j = 0; j < point.widths[l]; ++j) {
    const auto relation = static_cast<Relation>(relations[j]);
    on[on_count] = j;
    cutting[cut_count] = first_form + j;
    on_count += relation == Relation::positive ? 1 : 0;
    cut_count += relation == Relation::cuts ? 1 : 0;
    certain &= relation != Relation::uncertain;
  }
  layer.constant_on = on_count;
  layer.cutting = cut_count;
  shared.count.crossings[l] += static_cast<std::uint64_t>(cut_count);
  return certain;
}

}  // namespace census::regions
