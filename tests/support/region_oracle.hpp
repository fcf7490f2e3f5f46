#pragma once

#include <array>
#include <vector>

#include <gmpxx.h>

/// The slow, obvious reference for "how many activation regions are there?": it asks of each
/// activation pattern whether the strict inequalities that it stands for have a solution, by
/// Fourier-Motzkin elimination in rational arithmetic. It knows no polygons, no vertices and no
/// infinity, and shares no code with the library.
namespace census::region_oracle {

/// z_j = sum_i weights[j][i] x_i + biases[j], then max(0, z_j).
struct Layer {
  std::vector<std::vector<mpq_class>> weights;
  std::vector<mpq_class> biases;
};

/// The affine function f[0] s + f[1] t + f[2].
using Function = std::array<mpq_class, 3>;

/// Inputs as functions of (s, t), and the domain: where every function of `inside` is positive. On
/// a line nothing depends on t.
struct Domain {
  std::vector<Function> inputs;
  std::vector<Function> inside;
  bool is_line = false;
};

struct Count {
  unsigned long regions = 0;
  unsigned long unbounded = 0;
  std::vector<unsigned long> after_layer;
  std::vector<unsigned long> crossings;
  std::vector<std::vector<unsigned long>> neuron_crossings;  ///< [layer][neuron]
};

Count count_regions(const std::vector<Layer>& layers, const Domain& domain);

}  // namespace census::region_oracle
