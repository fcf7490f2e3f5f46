#pragma once

#include "cuda/portability.hpp"
#include "cuda/questions/death/activate.hpp"

namespace census::trainability {

/// Returns whether a dead neuron behind the first layer stays dead whatever the neurons before it
/// do that are not permanently dead, `permanent`: its bias and all its weights from them are <= 0.
/// @param weights weight k of the neuron at [k * stride]
CENSUS_HD inline bool stays_dead(const float* weights, int stride, int inputs, float bias,
                                 const death::NeuronMask& permanent) {
  bool stays = bias <= 0.0F;
  for (int k = 0; k < inputs; ++k) {
    stays = stays && (permanent.contains(k) || weights[k * stride] <= 0.0F);
  }
  return stays;
}

}  // namespace census::trainability
