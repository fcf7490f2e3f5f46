#include "host/questions/trainability/replayed_network.hpp"

#include "cuda/census/team.hpp"
#include "cuda/questions/trainability/neuron_deaths.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/workspace.hpp"
#include "host/questions/deep/replayed_layers.hpp"

namespace census::trainability {

nlohmann::ordered_json replayed_network(const Point& point, const DataPoints& data,
                                        std::uint64_t id) {
  nlohmann::ordered_json layers = replayed_layers(point.network, id);
  if (point.bias_rule == BiasRule::through_data) {
    using Deaths = NeuronDeaths<Random123Words, SoloTeam>;
    const SoloTeam team;
    Workspace workspace(Deaths::bytes(point.network, data.points));
    Deaths deaths(point, data, id, workspace.data(), team);
    int neuron = 0;
    for (nlohmann::ordered_json& layer : layers) {
      deaths.draw_layer();
      deaths.add_inputs();
      layer["biases"].clear();
      for (int i = 0; i < deaths.width(); ++i) {
        layer["biases"].push_back(static_cast<double>(deaths.biases()[i]) /
                                  static_cast<double>(deaths.scale()));
        layer["data_points"].push_back(
            draw_data_point<Random123Words>(point.network.key, id, neuron + i, data.points));
      }
      neuron += deaths.width();
      deaths.find_deaths();
    }
  }
  return {{"layers", std::move(layers)}};
}

}  // namespace census::trainability
