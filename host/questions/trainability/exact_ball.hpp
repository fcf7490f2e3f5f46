#pragma once

#include <cstdint>
#include <span>

#include "cuda/census/data_points.hpp"
#include "cuda/census/tally.hpp"
#include "cuda/questions/trainability/ball.hpp"
#include "cuda/questions/trainability/point.hpp"

namespace census::trainability {

/// BallTest in rational arithmetic: b <= 0 and b^2 >= r^2 |w|^2. Always settled.
struct ExactBallTest {
  Activity operator()(const float* weights, int stride, int inputs, float bias, float radius) const;
};

/// Draws the networks `ids` of `point` again and counts each exactly, on a ball and on an interval
/// in rational arithmetic; the tally has the entries of
/// any other batch of this point.
Tally resolve_exactly(const Point& point, const DataPoints& data,
                      std::span<const std::uint64_t> ids);

}  // namespace census::trainability
