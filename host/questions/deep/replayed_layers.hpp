#pragma once

#include <cstdint>

#include <nlohmann/json.hpp>

#include "cuda/questions/death/point.hpp"

namespace census {

/// Returns the parameters of network `id` as they are drawn, before any choice of signs or biases
/// that depends on data: [{"weights": [[...], ...], "biases": [...]}, ...], a row for each neuron.
nlohmann::ordered_json replayed_layers(const death::Point& point, std::uint64_t id);

}  // namespace census
