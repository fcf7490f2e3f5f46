#pragma once

#include <cstdint>

#include "cuda/bits.hpp"
#include "cuda/portability.hpp"

namespace census {

/// A set of first-layer neurons: bit i is whether neuron i belongs to it. Up to 64 neurons.
using NeuronSet = std::uint64_t;

CENSUS_HD inline NeuronSet singleton(int neuron) { return NeuronSet{1} << neuron; }
CENSUS_HD inline bool contains(NeuronSet set, int neuron) { return ((set >> neuron) & 1) != 0; }
CENSUS_HD inline int size(NeuronSet set) { return count_ones(set); }

/// Returns the least member of a non-empty set.
CENSUS_HD inline int first_of(NeuronSet set) { return lowest_one(set); }

/// Returns the greatest member of a non-empty set.
CENSUS_HD inline int last_of(NeuronSet set) { return highest_one(set); }

/// Returns the set without its least member.
CENSUS_HD inline NeuronSet without_first(NeuronSet set) { return set & (set - 1); }

/// Returns the neurons 0, ..., count - 1.
CENSUS_HD inline NeuronSet all_neurons(int count) {
  return count == 64 ? ~NeuronSet{0} : singleton(count) - 1;
}

}  // namespace census
