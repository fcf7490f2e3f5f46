#pragma once

#include <cstddef>

#include "cuda/portability.hpp"
#include "cuda/questions/death/point.hpp"

namespace census::trainability {

/// What a team keeps of a network of one input, in memory aligned to 64 bytes. Neuron i of a layer
/// is at first_neuron(layer) + i.
template <class Number>
struct IntervalMemory {
  Number* slopes;   ///< of the pre-activations of a layer on the piece that is visited
  Number* offsets;  ///< likewise
  Number* cuts;     ///< where they change their signs inside the piece, increasing
  Number* lefts;    ///< the ends of the piece, for each layer
  Number* rights;
  int* cutting;    ///< the neuron of each cut
  int* on;         ///< whether a neuron is on in the part of the piece that is visited
  int* crosses;    ///< whether it changes its sign inside the piece
  int* active;     ///< whether it has been positive somewhere
  int* parts;      ///< of the layer's piece that have been visited
  int* counts;     ///< of cuts of the layer's piece
  float* biases;   ///< 0 where there are none
  float* weights;  ///< weight (i, k) of a layer at [k * width + i], layer after layer
  float* drawing;  ///< of LayerParameters, aligned to 64 bytes

  /// @param drawing how many numbers LayerParameters need
  CENSUS_HD static std::size_t bytes(const death::Architecture& shape, std::size_t drawing) {
    const auto depth = static_cast<std::size_t>(shape.depth);
    const std::size_t words = 5 * neurons(shape) + 2 * depth + weight_count(shape) + drawing;
    return number_count(shape) * sizeof(Number) + 4 * words + 64;
  }

  /// Returns how many numbers begin at `slopes`.
  CENSUS_HD static std::size_t number_count(const death::Architecture& shape) {
    return 3 * neurons(shape) + 2 * static_cast<std::size_t>(shape.depth);
  }

  CENSUS_HD IntervalMemory(const death::Architecture& shape, void* memory) {
    const std::size_t all = neurons(shape);
    slopes = static_cast<Number*>(memory);
    offsets = slopes + all;
    cuts = offsets + all;
    lefts = cuts + all;
    rights = lefts + shape.depth;
    cutting = reinterpret_cast<int*>(rights + shape.depth);
    on = cutting + all;
    crosses = on + all;
    active = crosses + all;
    parts = active + all;
    counts = parts + shape.depth;
    biases = reinterpret_cast<float*>(counts + shape.depth);
    weights = biases + all;
    char* const begin = static_cast<char*>(memory);
    const auto used =
        static_cast<std::size_t>(reinterpret_cast<char*>(weights + weight_count(shape)) - begin);
    drawing = reinterpret_cast<float*>(begin + (used + 63) / 64 * 64);
  }

 private:
  CENSUS_HD static std::size_t neurons(const death::Architecture& shape) {
    return static_cast<std::size_t>(shape.first_neuron(shape.depth));
  }

  CENSUS_HD static std::size_t weight_count(const death::Architecture& shape) {
    std::size_t count = 0;
    for (int l = 0; l < shape.depth; ++l) {
      count +=
          static_cast<std::size_t>(shape.widths[l]) * static_cast<std::size_t>(shape.fan_in(l));
    }
    return count;
  }
};

}  // namespace census::trainability
