#include "host/questions/trainability/exact_ball.hpp"

#include <vector>

#include <gmpxx.h>

#include "cuda/census/team.hpp"
#include "cuda/questions/trainability/count_active.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/workspace.hpp"
#include "host/exact/rational.hpp"
#include "host/questions/trainability/exact_affine.hpp"

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

Tally resolve_exactly(const Point& point, const DataPoints& data,
                      std::span<const std::uint64_t> ids) {
  const CountActive<Random123Words, ExactBallTest, Rational> count{point, data};
  std::vector<std::uint64_t> values(static_cast<std::size_t>(count.counters()));
  Workspace workspace(count.workspace_bytes());
  for (const std::uint64_t id : ids) {
    count(id, workspace.data(), SoloTeam{}, HostCounters{values.data()});
  }
  return count.tally(values.data());
}

}  // namespace census::trainability
