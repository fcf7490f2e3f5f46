#include "cuda/questions/death/plain_propagation.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "cuda/census/team.hpp"
#include "cuda/questions/death/propagation.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/backend/layer_kernels.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/thread_team.hpp"

namespace census::death {
namespace {

using Outcomes = std::vector<LayerOutcome>;

/// Sends data through the network until none lives.
template <class Layers>
Outcomes propagate(Layers&& layers, const Point& point, int points) {
  Outcomes outcomes;
  int living = points;
  for (int layer = 0; layer < point.architecture.depth && living > 0; ++layer) {
    outcomes.push_back(layers.next_layer());
    living = outcomes.back().living;
  }
  return outcomes;
}

template <template <class, class> class Layers, class Team>
Outcomes propagate(const Point& point, const testing::DataSet& data, std::uint64_t id,
                   const Team& team, void* workspace) {
  return propagate(Layers<Random123Words, Team>(point, data.view(), id, workspace, team), point,
                   data.points);
}

void expect_same(const Outcomes& a, const Outcomes& b, std::uint64_t id) {
  ASSERT_EQ(a.size(), b.size()) << "id " << id;
  for (std::size_t layer = 0; layer < a.size(); ++layer) {
    ASSERT_EQ(a[layer].living, b[layer].living) << "id " << id << ", layer " << layer;
    ASSERT_EQ(a[layer].dead_neurons, b[layer].dead_neurons) << "id " << id << ", layer " << layer;
  }
}

struct Case {
  std::vector<int> widths;
  float bias_scale;
  int points;
};

// Narrow and wide, with numbers that leave binary32's range unless they are rescaled.
std::vector<Case> cases() {
  std::vector<Case> result;
  for (const float bias_scale : {0.0F, 0.5F, 1e-3F}) {
    for (const int points : {1, 15, 32, 33, 256}) {
      result.push_back({{3, 3, 2, 3, 4, 5, 1, 3}, bias_scale, points});
      result.push_back({{7, 10, 11, 6, 23, 64, 9}, bias_scale, points});
    }
    result.push_back({std::vector<int>(100, 4), bias_scale, 70});
    result.push_back({std::vector<int>(60, 12), bias_scale, 70});
  }
  return result;
}

// Dropping dead points changes nothing that is counted, and neither do vectors or teams.
TEST(PlainPropagation, CountsWhatPropagationCounts) {
  int dropped = 0;
  for (const Case& c : cases()) {
    Point point = testing::he_normal(3, c.widths, c.bias_scale);
    // Small or large, so that outputs are rescaled after a few layers.
    const float factor = c.points % 2 == 0 ? 1e-3F : 1e+4F;
    for (float& scale : point.weight_scales) scale *= scale > 0.0F ? factor : 1.0F;
    const testing::DataSet data = testing::gaussian_data(c.points, 3, 7);
    const testing::Workspace workspace(PropagationMemory(point, c.points).bytes());
    const auto networks = static_cast<std::uint64_t>(30 * testing::campaign_factor());
    for (std::uint64_t id = 0; id < networks; ++id) {
      const Outcomes expected =
          propagate<Propagation>(point, data, id, SoloTeam{}, workspace.get());
      for (const LayerOutcome& outcome : expected) {
        dropped += outcome.living > 0 && outcome.living < c.points ? 1 : 0;
      }
      expect_same(propagate<PlainPropagation>(point, data, id, SoloTeam{}, workspace.get()),
                  expected, id);
      with_vector_team([&](const auto& team) {
        expect_same(propagate<PlainPropagation>(point, data, id, team, workspace.get()), expected,
                    id);
      });
      ASSERT_FALSE(HasFailure()) << c.widths.size() << " layers, biases " << c.bias_scale << ", "
                                 << c.points << " points";
    }
    std::vector<Outcomes> of_lanes(5);
    testing::run_as_team<bool>(5, [&](const testing::ThreadTeam& team) {
      of_lanes[static_cast<std::size_t>(team.rank())] =
          propagate<PlainPropagation>(point, data, 0, team, workspace.get());
      return true;
    });
    const Outcomes expected = propagate<Propagation>(point, data, 0, SoloTeam{}, workspace.get());
    for (const Outcomes& outcomes : of_lanes) expect_same(outcomes, expected, 0);
  }
  EXPECT_GT(dropped, 1000);
}

}  // namespace
}  // namespace census::death
