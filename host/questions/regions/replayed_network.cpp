#include "host/questions/regions/replayed_network.hpp"

#include "host/questions/regions/exact_regions.hpp"

namespace census::regions {
namespace {

/// Parameters are binary32 numbers, so that nothing is rounded.
nlohmann::ordered_json numbers(const RationalVector& vector) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const Rational& x : vector) json.push_back(x.get().get_d());
  return json;
}

}  // namespace

nlohmann::ordered_json replayed_network(const Point& point, std::uint64_t id,
                                        const GivenPoints& points) {
  const ExactNetwork network = draw_exactly(point, id, points);
  nlohmann::ordered_json json;
  json["layers"] = nlohmann::ordered_json::array();
  for (std::size_t l = 0; l < network.layers.size(); ++l) {
    nlohmann::ordered_json layer;
    for (const RationalVector& row : network.layers[l].weights) {
      layer["weights"].push_back(numbers(row));
    }
    if (point.laws[l].biases.scale > 0.0F) layer["biases"] = numbers(network.layers[l].biases);
    json["layers"].push_back(std::move(layer));
  }
  if (point.domain.placement == Placement::random) {
    json["first_direction"] = numbers(network.domain.first);
    if (dimension_of(point.domain) == 2) {
      json["second_direction"] = numbers(network.domain.second);
    }
  }
  return json;
}

}  // namespace census::regions
