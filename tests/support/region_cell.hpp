#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "cuda/census/team.hpp"
#include "cuda/questions/regions/cell_signs.hpp"
#include "cuda/questions/regions/numbers.hpp"
#include "cuda/questions/regions/point.hpp"
#include "cuda/questions/regions/start.hpp"
#include "cuda/questions/regions/workspace.hpp"

namespace census::testing {

/// A workspace with the domain of a point of one layer, in units of length 1, and forms that a test
/// chooses as the layer's pre-activations.
template <int dimension>
struct RegionCell {
  const regions::Point point;
  std::vector<std::uint64_t> memory;
  const regions::Workspace<dimension> workspace;
  int neurons = 0;

  explicit RegionCell(const regions::Point& given)
      : point(given),
        memory(regions::Workspace<dimension>(point, nullptr).bytes() / 8 + 1),
        workspace(point, memory.data()) {
    *workspace.shared = {};
    workspace.set_layers(0);
    regions::place_domain(point, workspace, 1.0);
  }
  RegionCell(const RegionCell&) = delete;  // the workspace refers to the point
  RegionCell& operator=(const RegionCell&) = delete;

  /// Makes a form the next neuron's pre-activation, known up to `error`; returns the neuron.
  int add(const std::vector<double>& coefficients, double error = 0.0) {
    const int form = workspace.shared->layers[0].first_form + neurons;
    workspace.forms.size[form] = 0.0;
    for (int k = 0; k <= dimension; ++k) {
      const double coefficient = coefficients.at(static_cast<std::size_t>(k));
      workspace.forms.coefficient[k][form] = coefficient;
      workspace.forms.size[form] += std::fabs(coefficient);
    }
    workspace.forms.error[form] = error;
    return neurons++;
  }

  /// Finds the signs of all neurons at the vertices of the domain.
  void find_signs(const regions::Vanishing& vanishing = {}) {
    workspace.shared->layers[0].vanishing = vanishing;
    for (int v = 0; v < workspace.shared->vertices; ++v) workspace.vertices.known[v] = 0;
    regions::list_unknown(workspace);
    regions::find_all_cell_signs<regions::VectorsOf<SoloTeam>>(workspace);
  }

  regions::Cell cell() const { return workspace.shared->cell; }
};

}  // namespace census::testing
