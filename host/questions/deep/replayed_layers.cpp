#include "host/questions/deep/replayed_layers.hpp"

#include "cuda/census/team.hpp"
#include "cuda/questions/death/layer_parameters.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/workspace.hpp"

namespace census {

nlohmann::ordered_json replayed_layers(const death::Point& point, std::uint64_t id) {
  using Parameters = death::LayerParameters<Random123Words>;
  Workspace memory(Parameters::memory_size(point.architecture) * sizeof(float));
  Parameters parameters(point, id, static_cast<float*>(memory.data()));
  nlohmann::ordered_json layers = nlohmann::ordered_json::array();
  for (int layer = 0; layer < point.architecture.depth; ++layer) {
    parameters.draw_next(SoloTeam{});
    const int width = point.architecture.widths[layer];
    nlohmann::ordered_json json;
    for (int i = 0; i < width; ++i) {
      nlohmann::ordered_json row;
      for (int k = 0; k < point.architecture.fan_in(layer); ++k) {
        row.push_back(static_cast<double>(parameters.weights()[k * width + i]));
      }
      json["weights"].push_back(std::move(row));
    }
    if (point.has_biases(layer)) {
      for (int i = 0; i < width; ++i) {
        json["biases"].push_back(static_cast<double>(parameters.biases()[i]));
      }
    }
    layers.push_back(std::move(json));
  }
  return layers;
}

}  // namespace census
