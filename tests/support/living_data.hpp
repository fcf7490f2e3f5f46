#pragma once

#include <cstdint>
#include <vector>

#include "cuda/questions/death/point.hpp"

/// An oracle of the question `death`: one network, drawn word by word, evaluated at one point after
/// the other.
namespace census::oracle {

/// How the oracle computes.
enum class Arithmetic {
  bounded,  ///< in at least binary64, with a bound of what binary32 may make of every number
  rounded   ///< every operation rounded to 24 digits in the documented order, with an exponent of
            ///< unlimited range: always certain; not for batch normalisation
};

struct Layer {
  std::vector<std::vector<double>> weights;  ///< weights[i][k] of neuron i and input k
  std::vector<double> biases;                ///< of neuron i, or 0
};

/// Draws network `id`.
std::vector<Layer> draw_layers(const death::Point& point, std::uint64_t id);

/// Returns x rounded to the 24 digits of binary32, with an exponent of unlimited range.
long double round_to_24(long double x);

/// What becomes of the data in a network.
struct LivingData {
  bool certain = true;            ///< no sign that matters is within rounding of 0
  int living = 0;                 ///< points that live at the end
  std::vector<int> dead_neurons;  ///< per layer
  int fatal_layer = -1;           ///< the last layer before which a point lived, if none does now
};

/// Propagates data[p][k], coordinate k of point p. The definitions are those of
/// cuda/questions/death/propagation.hpp; the code is not.
LivingData propagate(const death::Point& point, const std::vector<Layer>& layers,
                     const std::vector<std::vector<double>>& data,
                     Arithmetic arithmetic = Arithmetic::bounded);

}  // namespace census::oracle
