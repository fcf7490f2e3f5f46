#include "host/questions/trainability/exact_count.hpp"

#include <vector>

#include "cuda/census/team.hpp"
#include "cuda/questions/trainability/count_active.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/workspace.hpp"
#include "host/exact/rational.hpp"
#include "host/questions/trainability/exact_affine.hpp"
#include "host/questions/trainability/exact_ball.hpp"

namespace census::trainability {

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
