#pragma once

#include <cmath>
#include <cstdint>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/block_sums.hpp"
#include "cuda/questions/regions/error_bounds.hpp"
#include "cuda/questions/regions/single_bounds.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::regions {

/// The pre-activations, as forms in binary64, of the layer that divides the cell at hand. Where
/// they are computed in binary32, those that are asked for are taken from there, or computed anew.
template <int dimension>
class LayerForms {
 public:
  CENSUS_HD explicit LayerForms(const Workspace<dimension>& workspace)
      : workspace_(workspace),
        number_(workspace.shared->cell.layer),
        layer_(workspace.shared->layers[number_]) {}

  /// Returns the forms of which `form` returns a number.
  CENSUS_HD const Forms<dimension>& forms() const { return workspace_.forms; }

  /// Returns the number of neuron j's form. Its errors may be those of binary32.
  CENSUS_HD int form(int j) const {
    if (layer_.is_single && !is_refined(j)) take_single(j);
    return layer_.first_form + j;
  }

  /// The same for a form that was computed in binary64.
  CENSUS_HD int refined_form(int j) const {
    refine(j);
    return layer_.first_form + j;
  }

  /// Sees to it that neuron j's form is computed in binary64. Returns whether it was not.
  CENSUS_HD bool refine(int j) const {
    if (!layer_.is_single || is_refined(j)) return false;
    compute(j);
    return true;
  }

 private:
  CENSUS_HD bool is_refined(int j) const {
    return (workspace_.refined[j >> 6] >> (j & 63) & 1) != 0;
  }

  /// Writes neuron j's form as it is in binary32. The bound of its values at vertices is one of its
  /// coefficients' errors.
  CENSUS_HD void take_single(int j) const {
    const Forms<dimension> form = workspace_.forms.from(layer_.first_form + j);
    *form.size = 0.0;
    for (int k = 0; k <= dimension; ++k) {
      const auto coefficient = static_cast<double>(workspace_.singles.coefficient[k][j]);
      *form.coefficient[k] = coefficient;
      *form.size += std::fabs(coefficient);
    }
    *form.error = static_cast<double>(workspace_.single_bounds[j]);
  }

  /// Computes neuron j's form in binary64, and a bound of its error, from the inputs that are on.
  CENSUS_HD void compute(int j) const {
    const int inputs = layer_.inputs;
    const InputSet on = {workspace_.on(number_ - 1), words_of(inputs)};
    const Forms<dimension> input_forms = workspace_.forms.from(layer_.first_input);
    const Weights weights = {workspace_.weights + layer_.weights + j, layer_.stride};
    const auto bias = static_cast<double>(workspace_.biases[layer_.begin + j]);
    double sum[dimension + 1] = {};
    sum[dimension] = bias;
    double error = chain_error(inputs) * std::fabs(bias);
    on.for_each([&](int i) {
      const auto weight = static_cast<double>(*weights.from(i));
      for (int k = 0; k <= dimension; ++k) {
        sum[k] = std::fma(weight, input_forms.coefficient[k][i], sum[k]);
      }
      error = std::fma(std::fabs(weight), error_of(input_forms, i, inputs), error);
    });
    const Forms<dimension> form = workspace_.forms.from(layer_.first_form + j);
    *form.size = 0.0;
    for (int k = 0; k <= dimension; ++k) {
      *form.coefficient[k] = sum[k];
      *form.size += std::fabs(sum[k]);
    }
    *form.error = std::fma(error, widening, underflow);
    workspace_.refined[j >> 6] |= std::uint64_t{1} << (j & 63);
  }

  const Workspace<dimension>& workspace_;
  int number_;
  const LayerState& layer_;
};

}  // namespace census::regions
