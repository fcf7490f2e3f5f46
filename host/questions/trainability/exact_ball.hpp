#pragma once

#include "cuda/questions/trainability/ball.hpp"

namespace census::trainability {

/// BallTest in rational arithmetic: b <= 0 and b^2 >= r^2 |w|^2. Always settled.
struct ExactBallTest {
  Activity operator()(const float* weights, int stride, int inputs, float bias, float radius) const;
};

}  // namespace census::trainability
