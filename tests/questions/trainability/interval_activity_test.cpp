#include "cuda/questions/trainability/interval_activity.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <gmpxx.h>
#include <gtest/gtest.h>

#include "cuda/questions/trainability/count_active.hpp"
#include "cuda/random/random123_words.hpp"
#include "host/questions/trainability/exact_count.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/living_data.hpp"
#include "tests/support/thread_team.hpp"

namespace census::trainability {
namespace {

using Counts = std::vector<std::uint64_t>;
using Functor = CountActive<Random123Words>;

Point on_interval(const std::vector<int>& widths, float bias_scale) {
  Point point;
  point.network = testing::he_normal(1, widths, bias_scale);
  point.domain = Domain::interval;
  return point;
}

testing::DataSet interval(float left, float right) { return {{left, right}, 2, 1}; }

/// A point of the interval and what the neurons of a layer put out there.
struct Breakpoint {
  mpq_class x;
  std::vector<mpq_class> outputs;
};

/// Returns for each layer which neurons are positive somewhere, by values at breakpoints: between
/// two of them everything is affine.
std::vector<std::vector<bool>> active_neurons(const std::vector<oracle::Layer>& layers,
                                              const mpq_class& left, const mpq_class& right) {
  std::vector<Breakpoint> points = {{left, {left}}, {right, {right}}};
  std::vector<std::vector<bool>> active;
  for (const oracle::Layer& layer : layers) {
    const std::size_t width = layer.weights.size();
    active.emplace_back(width, false);
    for (Breakpoint& point : points) {
      std::vector<mpq_class> z(width);
      for (std::size_t i = 0; i < width; ++i) {
        z[i] = layer.biases[i];
        for (std::size_t k = 0; k < point.outputs.size(); ++k) {
          z[i] += mpq_class(layer.weights[i][k]) * point.outputs[k];
        }
        if (z[i] > 0) active.back()[i] = true;
      }
      point.outputs = z;
    }
    for (std::size_t i = 0; i < width; ++i) {
      for (std::size_t p = 0; p + 1 < points.size(); ++p) {
        const mpq_class before = points[p].outputs[i];
        const mpq_class after = points[p + 1].outputs[i];
        if (sgn(before) * sgn(after) >= 0) continue;
        const mpq_class share = before / (before - after);
        Breakpoint zero{points[p].x + share * (points[p + 1].x - points[p].x), {}};
        for (std::size_t n = 0; n < width; ++n) {
          zero.outputs.push_back(points[p].outputs[n] +
                                 share * (points[p + 1].outputs[n] - points[p].outputs[n]));
        }
        points.insert(points.begin() + static_cast<std::ptrdiff_t>(p) + 1, zero);
      }
    }
    for (Breakpoint& point : points) {
      for (mpq_class& z : point.outputs) {
        if (z < 0) z = 0;
      }
    }
  }
  return active;
}

/// What CountActive should add for a network, from the definitions of the two deaths.
Counts expected_counts(const CounterLayout& layout, const std::vector<oracle::Layer>& layers,
                       const std::vector<std::vector<bool>>& active) {
  Counts counts(static_cast<std::size_t>(layout.count()));
  std::size_t last_dead_layer = 0;  // from 1 on
  for (std::size_t l = 0; l < layers.size(); ++l) {
    if (std::find(active[l].begin(), active[l].end(), true) == active[l].end()) {
      last_dead_layer = l + 1;
    }
  }
  int permanent_neurons = 0;
  std::vector<bool> permanent_before;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    std::vector<bool> permanent(active[l].size());
    for (std::size_t i = 0; i < permanent.size(); ++i) {
      if (active[l][i]) continue;
      ++counts[static_cast<std::size_t>(layout.dead_neurons(static_cast<int>(l)))];
      permanent[i] = l == 0 || layers[l].biases[i] <= 0;
      for (std::size_t k = 0; l > 0 && k < permanent_before.size(); ++k) {
        if (!permanent_before[k] && layers[l].weights[i][k] > 0) permanent[i] = false;
      }
      if (permanent[i] || l < last_dead_layer) {
        ++permanent_neurons;
      } else {
        ++counts[static_cast<std::size_t>(layout.tentatively_dead())];
      }
    }
    const bool all_dead = std::count(active[l].begin(), active[l].end(), true) == 0;
    permanent_before = all_dead ? std::vector<bool>(permanent.size(), true) : permanent;
  }
  ++counts[static_cast<std::size_t>(layout.permanently_dead(permanent_neurons))];
  ++counts[0];
  const auto first = std::count(active[0].begin(), active[0].end(), true);
  ++counts[static_cast<std::size_t>(layout.active_neurons(static_cast<int>(first)))];
  return counts;
}

struct Case {
  std::vector<int> widths;
  float bias_scale;
  float left;
  float right;
};
const std::vector<Case> cases = {
    {{3}, 1.0F, -1.0F, 1.0F},          {{2, 3, 2}, 0.5F, -1.0F, 1.0F},
    {{4, 4, 4, 4}, 0.3F, -2.0F, 3.0F}, {{1, 1, 1}, 1.0F, 0.0F, 1.0F},
    {{2, 2, 2, 2, 2}, 0, -1.0F, 1.0F}, {{3, 2, 4}, 0, 0.0F, 1.0F},
    {{3, 2, 4}, 0, 1.0F, 2.0F},        {{3, 2, 4}, 0, -2.0F, 0.0F},
    {{5, 1, 5, 3}, 1.0F, 0.25F, 0.5F}, {{8, 8, 8}, 0.1F, -1.0F, 1.0F},
    {{3, 3}, 1e-6F, -1.0F, 1e-5F},     {{2, 3, 3, 2}, 4.0F, -0x1p-32F, 0x1p32F}};

TEST(IntervalActivity, AgreesWithBreakpointsInRationalArithmetic) {
  int tentative = 0;
  int permanent = 0;
  for (const Case& each : cases) {
    for (const auto scheme : {death::Scheme::independent, death::Scheme::randomised_asymmetric}) {
      Point point = on_interval(each.widths, each.bias_scale);
      point.network.scheme = scheme;
      const testing::DataSet ends = interval(each.left, each.right);
      const Functor functor{point, ends.view()};
      for (std::uint64_t id = 0; id < 60; ++id) {
        const auto layers = oracle::draw_layers(point.network, id);
        const Counts expected = expected_counts(functor.layout(), layers,
                                                active_neurons(layers, each.left, each.right));
        const Counts found = testing::count_networks(functor, id, 1);
        ASSERT_EQ(found, expected) << each.widths.size() << " layers, id " << id;
        const Tally exactly = resolve_exactly(point, ends.view(), std::span(&id, 1));
        ASSERT_EQ(exactly, functor.tally(expected.data())) << "id " << id;
        tentative += static_cast<int>(
            expected[static_cast<std::size_t>(functor.layout().tentatively_dead())]);
        permanent += expected[static_cast<std::size_t>(functor.layout().permanently_dead(0))] == 0;
      }
    }
  }
  EXPECT_GT(tentative, 20);
  EXPECT_GT(permanent, 200);
}

TEST(IntervalActivity, IsTheSameForATeamOfAnySize) {
  for (const Case& each : cases) {
    const Point point = on_interval(each.widths, each.bias_scale);
    const testing::DataSet ends = interval(each.left, each.right);
    const Functor functor{point, ends.view()};
    const Counts expected = testing::count_networks(functor, 7, 1);
    for (const int lanes : {2, 3, 32}) {
      Counts counts(expected.size());
      const testing::Workspace workspace(functor.workspace_bytes());
      testing::run_as_team<bool>(lanes, [&](const testing::ThreadTeam& team) {
        return functor(7, workspace.get(), team, HostCounters{counts.data()});
      });
      EXPECT_EQ(counts, expected) << each.widths.size() << " layers, " << lanes << " lanes";
    }
  }
}

// More data can only be less dead; a long interval that many points fill says nearly the same.
TEST(IntervalActivity, AgreesWithManyPointsOfTheInterval) {
  const Point point = on_interval({4, 4, 4}, 0.5F);
  Point on_data = point;
  on_data.domain = Domain::data;
  testing::DataSet grid{{}, 2001, 1};
  for (int p = 0; p <= 2000; ++p) grid.values.push_back(static_cast<float>(p - 1000) / 1000);
  const testing::DataSet ends = interval(-1.0F, 1.0F);
  const Functor exact{point, ends.view()};
  const Functor sampled{on_data, grid.view()};
  int equal = 0;
  for (std::uint64_t id = 0; id < 300; ++id) {
    const Counts continuous = testing::count_networks(exact, id, 1);
    const Counts discrete = testing::count_networks(sampled, id, 1);
    const auto first = static_cast<std::size_t>(exact.layout().dead_neurons(0));
    for (std::size_t layer = 0; layer < 3; ++layer) {
      EXPECT_LE(continuous[first + layer], discrete[first + layer]) << id;
    }
    equal += continuous == discrete;
  }
  EXPECT_GT(equal, 290);
}

// Numbers beyond binary64 leave nothing certain; exact arithmetic does not mind.
TEST(IntervalActivity, LeavesWhatItCannotTell) {
  Point point = on_interval(std::vector<int>(60, 8), 0);
  for (int layer = 0; layer < 60; ++layer) point.network.weight_scales[layer] = 1e9F;
  const testing::DataSet ends = interval(-1.0F, 1.0F);
  const Functor functor{point, ends.view()};
  std::vector<std::uint64_t> left;
  for (std::uint64_t id = 0; id < 3000 && left.empty(); ++id) {
    Counts counts(static_cast<std::size_t>(functor.counters()));
    const testing::Workspace workspace(functor.workspace_bytes());
    if (!functor(id, workspace.get(), SoloTeam{}, HostCounters{counts.data()})) left.push_back(id);
  }
  ASSERT_EQ(left.size(), 1U);
  const auto layers = oracle::draw_layers(point.network, left[0]);
  const Counts expected =
      expected_counts(functor.layout(), layers, active_neurons(layers, -1.0F, 1.0F));
  EXPECT_EQ(resolve_exactly(point, ends.view(), left), functor.tally(expected.data()));
}

}  // namespace
}  // namespace census::trainability
