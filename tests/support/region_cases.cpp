#include "tests/support/region_cases.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

#include "cuda/questions/regions/count_regions.hpp"
#include "cuda/random/random123_words.hpp"

namespace census::testing {
namespace {

using regions::ExactCount;
using regions::ExactLayer;
using regions::Extent;
using regions::Point;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

region_oracle::Domain oracle_domain(const regions::ExactDomain& domain) {
  region_oracle::Domain result;
  for (std::size_t i = 0; i < domain.origin.size(); ++i) {
    result.inputs.push_back(
        {domain.first[i].get(), domain.second[i].get(), domain.origin[i].get()});
  }
  result.is_line = domain.extent == Extent::line || domain.extent == Extent::segment;
  if (domain.extent == Extent::segment) {
    result.inside.push_back({1, 0, -domain.ends[0].get()});
    result.inside.push_back({-1, 0, domain.ends[1].get()});
  }
  if (domain.extent == Extent::polygon) {
    for (std::size_t k = 0; k < domain.corners.size(); ++k) {
      const auto& p = domain.corners[k];
      const auto& q = domain.corners[(k + 1) % domain.corners.size()];
      const mpq_class a = p[1].get() - q[1].get();
      const mpq_class b = q[0].get() - p[0].get();
      result.inside.push_back({a, b, -a * p[0].get() - b * p[1].get()});
    }
  }
  return result;
}

/// Returns what was counted in a workspace.
template <int dimension>
ExactCount counted(const Point& point, const regions::Workspace<dimension>& workspace) {
  const std::uint32_t* const crossings = workspace.crossings;
  return {workspace.shared->count, {crossings, crossings + regions::neurons(point)}};
}

template <int dimension, regions::SetSize sets>
std::optional<ExactCount> count_placed(
    const regions::CountRegions<Random123Words, dimension, sets>& functor,
    const std::vector<ExactLayer>& layers) {
  std::vector<std::uint64_t> memory(functor.workspace_bytes() / 8 + 1);
  const regions::Workspace<dimension> workspace(functor.point, memory.data());
  functor.prepare(workspace);
  functor.draw(0, workspace, SoloTeam{});
  for (int l = 0; l < functor.point.depth; ++l) {
    const regions::LayerState& state = workspace.shared->layers[l];
    const ExactLayer& layer = layers[index(l)];
    for (int j = 0; j < functor.point.widths[l]; ++j) {
      workspace.biases[state.begin + j] = static_cast<float>(layer.biases[index(j)].get().get_d());
      for (int i = 0; i < regions::inputs_of_layer(functor.point, l); ++i) {
        workspace.weights[state.weights + i * state.stride + j] =
            static_cast<float>(layer.weights[index(j)][index(i)].get().get_d());
      }
    }
  }
  if (!functor.count_drawn(workspace, SoloTeam{})) return std::nullopt;
  return counted(functor.point, workspace);
}

}  // namespace

Point region_point(int input_dimension, const std::vector<int>& widths, Extent extent,
                   double bias_scale, Distribution distribution) {
  Point point;
  point.input_dimension = input_dimension;
  point.depth = static_cast<int>(widths.size());
  point.key = 20241206;
  for (int l = 0; l < point.depth; ++l) {
    point.widths[l] = widths[index(l)];
    const int inputs = regions::inputs_of_layer(point, l);
    point.laws[l].weights = {distribution, static_cast<float>(std::sqrt(2.0 / inputs))};
    point.laws[l].biases = {distribution, static_cast<float>(bias_scale)};
  }
  point.domain.extent = extent;
  point.domain.ends[0] = -3.0;
  point.domain.ends[1] = 3.0;
  point.domain.corners = 4;
  for (int k = 0; k < 4; ++k) {
    point.domain.corner[k][0] = k == 0 || k == 3 ? -3.0 : 3.0;
    point.domain.corner[k][1] = k < 2 ? -3.0 : 3.0;
  }
  point.binning = {1, 4096};
  return point;
}

region_oracle::Count oracle_count(const regions::ExactNetwork& network) {
  std::vector<region_oracle::Layer> layers;
  for (const ExactLayer& given : network.layers) {
    region_oracle::Layer layer;
    for (std::size_t j = 0; j < given.biases.size(); ++j) {
      layer.biases.push_back(given.biases[j].get());
      layer.weights.emplace_back();
      for (const Rational& weight : given.weights[j]) layer.weights.back().push_back(weight.get());
    }
    layers.push_back(std::move(layer));
  }
  return region_oracle::count_regions(layers, oracle_domain(network.domain));
}

std::string difference(const ExactCount& count, const region_oracle::Count& expected) {
  std::string text;
  const auto compare = [&](const std::string& name, std::uint64_t ours, std::uint64_t theirs) {
    if (ours == theirs) return;
    text += name + ": " + std::to_string(ours) + ", oracle " + std::to_string(theirs) + "; ";
  };
  compare("regions", count.regions, expected.regions);
  compare("unbounded", count.unbounded, expected.unbounded);
  for (std::size_t l = 0; l < expected.after_layer.size(); ++l) {
    compare("after layer " + std::to_string(l), count.after_layer[l], expected.after_layer[l]);
    compare("crossings of layer " + std::to_string(l), count.crossings[l], expected.crossings[l]);
  }
  std::size_t neuron = 0;
  for (const auto& layer : expected.neuron_crossings) {
    for (const unsigned long crossings : layer) {
      compare("crossings of neuron " + std::to_string(neuron), count.neuron_crossings.at(neuron),
              crossings);
      ++neuron;
    }
  }
  return text;
}

std::optional<ExactCount> count_solo(const Point& point, std::uint64_t id,
                                     const regions::GivenPoints& points) {
  return regions::with_subdivision_functor<Random123Words>(
      point, points,
      [&]<int dimension, regions::SetSize sets>(
          const regions::CountRegions<Random123Words, dimension, sets>& functor) {
        std::vector<std::uint64_t> memory(functor.workspace_bytes() / 8 + 1);
        const regions::Workspace<dimension> workspace(point, memory.data());
        std::optional<ExactCount> result;
        if (functor.count(id, workspace, SoloTeam{})) result = counted(point, workspace);
        return result;
      });
}

std::optional<ExactCount> count_given(const Point& point, const std::vector<ExactLayer>& layers) {
  return regions::with_subdivision_functor<Random123Words>(
      point, {}, [&](const auto& functor) { return count_placed(functor, layers); });
}

std::vector<ExactLayer> integer_layers(std::mt19937_64& engine, const Point& point, int range) {
  const auto draw = [&] {
    const auto values = static_cast<std::uint64_t>(2 * range + 1);
    return Rational(static_cast<double>(engine() % values) - range);
  };
  std::vector<ExactLayer> layers;
  for (int l = 0; l < point.depth; ++l) {
    ExactLayer layer;
    for (int j = 0; j < point.widths[l]; ++j) {
      layer.biases.push_back(draw());
      layer.weights.emplace_back();
      for (int i = 0; i < regions::inputs_of_layer(point, l); ++i) {
        layer.weights.back().push_back(draw());
      }
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

std::vector<ExactLayer> repeat_rows(std::vector<ExactLayer> layers) {
  for (std::size_t l = 0; l < layers.size(); ++l) {
    for (std::size_t j = 1; j < layers[l].biases.size(); j += 2) {
      const Rational factor(l % 2 == 0 ? -2.0 : 0.5);
      layers[l].biases[j] = multiply_add(factor, layers[l].biases[j - 1], Rational());
      for (std::size_t i = 0; i < layers[l].weights[j].size(); ++i) {
        layers[l].weights[j][i] = multiply_add(factor, layers[l].weights[j - 1][i], Rational());
      }
    }
  }
  return layers;
}

}  // namespace census::testing
