#pragma once

#include <cstdint>
#include <span>

#include "cuda/census/data_points.hpp"
#include "cuda/census/tally.hpp"
#include "cuda/questions/trainability/point.hpp"

namespace census::trainability {

/// Draws the networks `ids` of `point` again and counts each exactly, on a ball and on an interval
/// in rational arithmetic; the tally has the entries of any other batch of this point.
Tally resolve_exactly(const Point& point, const DataPoints& data,
                      std::span<const std::uint64_t> ids);

}  // namespace census::trainability
