#pragma once

#include "cuda/portability.hpp"
#include "cuda/questions/regions/cell_signs.hpp"
#include "cuda/questions/regions/error_bounds.hpp"
#include "cuda/questions/regions/numbers.hpp"
#include "cuda/questions/regions/single_bounds.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// Brings the pre-activations of the neurons of a few vectors up to date with the inputs that are
/// on.
template <int dimension, int vectors, class Numbers, class Number>
CENSUS_HD void update_sums(const Entry& entry, Number* const (&inputs)[dimension + 1],
                           const InputSet& changed, const std::uint64_t* on, const float* biases,
                           const Weights& weights, Number* const (&coefficient)[dimension + 1],
                           BlockSums<dimension, vectors, Numbers>& sums) {
  if (entry.begins) {
    sums.begin(biases);
    sums.add(inputs, changed, weights);
  } else {
    sums.load(coefficient);
    sums.change(inputs, changed, on, weights);
  }
  sums.store(coefficient);
}

/// What the entry of a layer reads and writes.
template <int dimension, SetSize sets>
class LayerUpdate {
 public:
  CENSUS_HD LayerUpdate(const Point& point, const Workspace<dimension>& workspace, int l)
      : workspace_(workspace),
        layer_(workspace.shared->layers[l]),
        entry_(workspace.shared->entry),
        has_single_outputs_(l + 1 < point.depth && workspace.shared->layers[l + 1].is_single),
        changed_{workspace.changed, words_of<sets>(layer_.inputs)},
        on_(l == 0 ? workspace.changed : workspace.on(l - 1)),
        possible_{l == 0 ? workspace.changed : workspace.on_somewhere(l - 1),
                  words_of<sets>(layer_.inputs)} {}

  /// Brings the pre-activations of a few vectors of neurons, from number `begin` of the layer on,
  /// up to date.
  template <int vectors, class Octet>
  CENSUS_HD void in_binary64(int begin) const {
    const Forms<dimension> forms = workspace_.forms.from(layer_.first_form + begin);
    const Forms<dimension> inputs = workspace_.forms.from(layer_.first_input);
    const float* const biases = biases_from(begin);
    const Weights weights = weights_from(begin);
    BlockSums<dimension, vectors, Octet> sums;
    update_sums(entry_, inputs.coefficient, changed_, on_, biases, weights, forms.coefficient,
                sums);
    sums.store_sizes(forms.size);
    if (has_single_outputs_) sums.store(workspace_.single_inputs.from(begin).coefficient);
    if (entry_.finds_errors) {
      bound_errors<vectors, Octet>(inputs, possible_, biases, weights, layer_.most_terms,
                                   forms.error);
    }
  }

  template <int vectors, class Singles>
  CENSUS_HD void in_binary32(int begin) const {
    BlockSums<dimension, vectors, Singles> sums;
    update_sums(entry_, workspace_.single_inputs.coefficient, changed_, on_, biases_from(begin),
                weights_from(begin), workspace_.singles.from(begin).coefficient, sums);
  }

  /// Bounds what `in_binary32` computes, for one block of neurons.
  template <class Octet>
  CENSUS_HD void bound_binary32(int begin) const {
    double* const norms = workspace_.norms + begin;
    if (!workspace_.shared->has_norms) find_norms<Octet>(layer_.inputs, weights_from(begin), norms);
    bound_single_values<Octet>(norms, entry_.error_norm, biases_from(begin), layer_.most_terms,
                               workspace_.single_bounds + begin);
  }

  CENSUS_HD bool finds_errors() const { return entry_.finds_errors; }

 private:
  CENSUS_HD const float* biases_from(int begin) const {
    return workspace_.biases + layer_.begin + begin;
  }
  CENSUS_HD Weights weights_from(int begin) const {
    return {workspace_.weights + layer_.weights + begin, layer_.stride};
  }

  const Workspace<dimension>& workspace_;
  const LayerState& layer_;
  const Entry& entry_;
  bool has_single_outputs_;
  InputSet changed_;
  const std::uint64_t* on_;  ///< those of the inputs that are on
  InputSet possible_;
};

/// Calls `update.in_binary64` for neurons begin..end - 1, whole blocks, for as many vectors at once
/// as registers hold, then for the rest.
template <int vectors, class Octet, int dimension, SetSize sets>
CENSUS_HD void update_in_binary64(const LayerUpdate<dimension, sets>& update, int begin, int end) {
  constexpr int step = vectors * Octet::count;
  for (; begin + step <= end; begin += step) update.template in_binary64<vectors, Octet>(begin);
  if constexpr (vectors > 1) update_in_binary64<vectors / 2, Octet>(update, begin, end);
}

/// The same in binary32; the last vector may reach beyond the end, where there is room.
template <int vectors, class Singles, int dimension, SetSize sets>
CENSUS_HD void update_in_binary32(const LayerUpdate<dimension, sets>& update, int begin, int end) {
  constexpr int step = vectors * Singles::count;
  for (; begin + step <= end + Singles::count - block_size; begin += step) {
    update.template in_binary32<vectors, Singles>(begin);
  }
  if constexpr (vectors > 1) update_in_binary32<vectors / 2, Singles>(update, begin, end);
}

/// Computes the pre-activations of the layer that divides `shared->cell`, a region of the layers
/// before it, and their signs at its vertices, if it has any: each lane every size()-th block of
/// neurons, or word, if it has vectors.
template <SetSize sets, int dimension, class Team>
CENSUS_HD void enter_layer(const Point& point, const Workspace<dimension>& workspace,
                           const Team& team) {
  using Vectors = VectorsOf<Team>;
  using Octet = typename Vectors::Octet;
  using Singles = typename Vectors::Singles;
  const int l = workspace.shared->cell.layer;
  const LayerState& layer = workspace.shared->layers[l];
  const LayerUpdate<dimension, sets> update(point, workspace, l);
  const int all = blocks_of(layer.width);
  const bool has_cell = l > 0 || point.domain.extent != Extent::plane;
  for (int first = team.rank() * Vectors::blocks; first < all;
       first += team.size() * Vectors::blocks) {
    const int last = first + Vectors::blocks < all ? first + Vectors::blocks : all;
    if (layer.is_single) {
      update_in_binary32<Singles::at_once, Singles>(update, first * block_size, last * block_size);
      for (int b = first; b < last && update.finds_errors(); ++b) {
        update.template bound_binary32<Octet>(b * block_size);
      }
    } else {
      update_in_binary64<Octet::at_once, Octet>(update, first * block_size, last * block_size);
    }
    if (has_cell) find_cell_signs<Vectors>(workspace, first);
  }
}

}  // namespace census::regions
