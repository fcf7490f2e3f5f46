#pragma once

#include <cstdint>

#include <nlohmann/json.hpp>

#include "cuda/questions/regions/point.hpp"

namespace census::regions {

/// Returns the parameters of network `id`, {"layers": [{"weights": [[...], ...], "biases": [...]},
/// ...]}, and where the domain is drawn with it, the vectors that span it.
nlohmann::ordered_json replayed_network(const Point& point, std::uint64_t id,
                                        const GivenPoints& points = {});

}  // namespace census::regions
