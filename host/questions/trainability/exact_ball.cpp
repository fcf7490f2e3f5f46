#include "host/questions/trainability/exact_ball.hpp"

#include <gmpxx.h>

namespace census::trainability {

Activity ExactBallTest::operator()(const float* weights, int stride, int inputs, float bias,
                                   float radius) const {
  if (bias > 0.0F) return Activity::active;
  mpq_class norm = 0;
  for (int k = 0; k < inputs; ++k) {
    const mpq_class weight(weights[k * stride]);
    norm += weight * weight;
  }
  const mpq_class r(radius);
  const mpq_class b(bias);
  return b * b >= r * r * norm ? Activity::dead : Activity::active;
}

}  // namespace census::trainability
