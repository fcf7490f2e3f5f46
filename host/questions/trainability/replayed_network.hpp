#pragma once

#include <cstdint>

#include <nlohmann/json.hpp>

#include "cuda/census/data_points.hpp"
#include "cuda/questions/trainability/point.hpp"

namespace census::trainability {

/// Returns the parameters of network `id` as it is counted, {"layers": [{"weights": [[...], ...],
/// "biases": [...]}, ...]}, a row for each neuron. With biases beside data each layer has
/// "data_points" too: which point, from 0 on, each neuron's hyperplane is put beside.
nlohmann::ordered_json replayed_network(const Point& point, const DataPoints& data,
                                        std::uint64_t id);

}  // namespace census::trainability
