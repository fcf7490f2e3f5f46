#pragma once

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell_signs.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// Brings a few blocks of layer l's pre-activations, from neuron number `begin` of the layer on, up
/// to date with the inputs that are on.
template <int blocks, class Octet, int dimension>
CENSUS_HD void update_forms(const Point& point, const Workspace<dimension>& workspace, int l,
                            int begin) {
  const LayerState& layer = workspace.shared->layers[l];
  const Entry& entry = workspace.shared->entry;
  const Forms<dimension> forms = workspace.forms.from(workspace.first_form(l) + begin);
  const float* const biases = workspace.biases + layer.begin + begin;
  const Weights weights = {workspace.weights + layer.weights + begin, padded(point.widths[l])};
  BlockSums<dimension, blocks, Octet> sums;
  if (entry.begins) {
    sums.begin(biases);
  } else {
    sums.load(forms);
  }
  sums.add(workspace.changes, entry.changes, weights);
  sums.store(forms);
  if (layer.no_inputs) {
    for (int q = 0; q < blocks * block_size; ++q) forms.error[q] = 0.0;
  } else if (entry.bounds == ErrorBounds::by_norms) {
    double* const norms = workspace.norms + begin;
    if (entry.finds_norms) {
      find_norms<blocks, Octet>(inputs_of_layer(point, l), weights, norms);
    }
    bound_errors_by_norms<blocks, Octet>(norms, entry.error_norm, biases, most_terms(point, l),
                                         forms.error);
  } else if (entry.bounds == ErrorBounds::by_sums) {
    bound_errors<blocks, Octet>(workspace.possible, entry.possible, biases, weights,
                                most_terms(point, l), forms.error);
  }
}

/// The same for `count` blocks, as many at once as registers hold, then the rest.
template <int blocks, class Octet, int dimension>
CENSUS_HD void update_blocks(const Point& point, const Workspace<dimension>& workspace, int l,
                             int first, int count) {
  for (; count >= blocks; first += blocks, count -= blocks) {
    update_forms<blocks, Octet>(point, workspace, l, first * block_size);
  }
  if constexpr (blocks > 1) {
    update_blocks<blocks / 2, Octet>(point, workspace, l, first, count);
  }
}

/// Computes layer l's pre-activations on the region `shared->cell` of the layers before it, and
/// their signs at its vertices, if it has any: each lane every size()-th block of neurons, or word,
/// if it has vectors.
template <int dimension, class Team>
CENSUS_HD void enter_layer(const Point& point, const Workspace<dimension>& workspace, int l,
                           const Vanishing& vanishing, const Team& team) {
  using Octet = typename VectorsOf<Team>::Octet;
  constexpr int blocks = VectorsOf<Team>::blocks;
  const int all = padded(point.widths[l]) / block_size;
  const bool has_cell = l > 0 || point.domain.extent != Extent::plane;
  for (int first = team.rank() * blocks; first < all; first += team.size() * blocks) {
    const int count = first + blocks < all ? blocks : all - first;
    update_blocks<Octet::at_once, Octet>(point, workspace, l, first, count);
    if (has_cell) find_cell_signs<Octet, blocks>(point, workspace, l, vanishing, first);
  }
}

}  // namespace census::regions
