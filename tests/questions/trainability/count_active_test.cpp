#include "cuda/questions/trainability/count_active.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/questions/trainability/exact_count.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/living_data.hpp"
#include "tests/support/thread_team.hpp"

namespace census::trainability {
namespace {

using Counts = std::vector<std::uint64_t>;
using Functor = CountActive<Random123Words>;
using testing::DataSet;

std::uint64_t at(const Counts& counts, int counter) {
  return counts[static_cast<std::size_t>(counter)];
}

/// One layer of unit normal weights and biases on a ball.
Point on_ball(int input_dimension, int width, float radius) {
  Point point;
  point.network = testing::he_normal(input_dimension, {width}, 1.0F);
  point.network.weight_scales[0] = 1.0F;
  point.radius = radius;
  return point;
}

Point on_data(int input_dimension, const std::vector<int>& widths, float bias_scale,
              BiasRule rule = BiasRule::independent) {
  Point point;
  point.network = testing::he_normal(input_dimension, widths, bias_scale);
  point.domain = Domain::data;
  point.bias_rule = rule;
  return point;
}

/// The probability that a neuron is dead on the ball of radius r in d dimensions,
/// Gamma((d+1)/2) / (sqrt(pi) Gamma(d/2)) times the integral of sin^(d-1) over 0..arctan(1/r).
double dead_probability(int d, double r) {
  const int steps = 10'000;
  const double end = std::atan(1 / r);
  double integral = 0;
  for (int i = 0; i < steps; ++i) {
    integral += std::pow(std::sin(end * (i + 0.5) / steps), d - 1) * end / steps;
  }
  return std::tgamma((d + 1) / 2.0) / (std::sqrt(std::acos(-1.0)) * std::tgamma(d / 2.0)) *
         integral;
}

double binomial(int n, int k, double p) {
  return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1)) *
         std::pow(p, k) * std::pow(1 - p, n - k);
}

TEST(CountActive, OnABallFollowsTheBinomialLaw) {
  const struct {
    int dimension;
    float radius;
    double dead;
  } cases[] = {{1, 1.0F, .25},
               {1, 1.7320508F, 1.0 / 6},
               {2, 1.0F, .146447},
               {5, 1.0F, .037793},
               {10, 1.0F, .00506}};
  constexpr int width = 12;
  constexpr int networks = 50'000;
  for (const auto& expected : cases) {
    const Point point = on_ball(expected.dimension, width, expected.radius);
    const double dead = dead_probability(expected.dimension, expected.radius);
    EXPECT_NEAR(dead, expected.dead, 1e-5);
    const Functor functor{point, {}};
    const Counts counts = testing::count_networks(functor, 0, networks);
    EXPECT_EQ(at(counts, CounterLayout::networks()), std::uint64_t{networks});
    const double neurons = double{networks} * width;
    EXPECT_NEAR(static_cast<double>(at(counts, functor.layout().dead_neurons(0))), neurons * dead,
                5 * std::sqrt(neurons * dead * (1 - dead)));
    for (int active = 0; active <= width; ++active) {
      const double p = binomial(width, active, 1 - dead);
      const auto count = static_cast<double>(at(counts, CounterLayout::active_neurons(active)));
      EXPECT_NEAR(count, networks * p, 5 * std::sqrt(networks * p) + 3)
          << active << " active, d = " << expected.dimension;
      EXPECT_EQ(at(counts, CounterLayout::active_neurons(active)),
                at(counts, functor.layout().permanently_dead(width - active)));
    }
  }
}

TEST(CountActive, OnABallAgreesWithExactArithmetic) {
  const Point point = on_ball(3, 20, 1.5F);
  const Functor functor{point, {}};
  std::vector<std::uint64_t> ids(300);
  std::iota(ids.begin(), ids.end(), 1000U);
  EXPECT_EQ(functor.tally(testing::count_networks(functor, 1000, 300).data()),
            resolve_exactly(point, {}, ids));
}

struct NeverSettled {
  CENSUS_HD Activity operator()(const float* weights, int, int, float, float) const {
    return weights[0] > 0.0F ? Activity::unsettled : Activity::active;
  }
};

TEST(CountActive, AddsNothingWhereItDoesNotSettleANetwork) {
  const CountActive<Random123Words, NeverSettled> functor{on_ball(2, 2, 1.0F), {}};
  const testing::Workspace workspace(functor.workspace_bytes());
  Counts counts(static_cast<std::size_t>(functor.counters()));
  std::uint64_t settled = 0;
  for (std::uint64_t id = 0; id < 100; ++id) {
    settled += functor(id, workspace.get(), SoloTeam{}, HostCounters{counts.data()}) ? 1U : 0U;
  }
  EXPECT_GT(settled, 5U);
  EXPECT_LT(settled, 60U);
  EXPECT_EQ(at(counts, CounterLayout::networks()), settled);
  EXPECT_EQ(std::accumulate(counts.begin() + 1, counts.begin() + 4, std::uint64_t{0}), settled);
}

/// What the definitions say of one network, from its rounded outputs and from trying inputs.
struct Deaths {
  std::vector<int> dead;
  int permanent = 0;
  int tentative = 0;
};

/// The pre-activation of a neuron, rounded as the network is.
long double pre_activation(const std::vector<double>& weights, long double bias,
                           const std::vector<long double>& x) {
  long double sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum = oracle::round_to_24(weights[k] * x[k] + sum);
  return oracle::round_to_24(sum + bias);
}

Deaths find_deaths(const Point& point, std::uint64_t id, const DataSet& data) {
  Deaths result;
  std::vector<std::vector<long double>> outputs;
  for (const std::vector<double>& x : data.rows()) outputs.emplace_back(x.begin(), x.end());
  std::vector<bool> gone;  // permanently dead in the layer before
  int neuron = 0;
  for (const oracle::Layer& layer : oracle::draw_layers(point.network, id)) {
    std::vector<std::vector<long double>> next(outputs.size());
    std::vector<bool> gone_here;
    int dead_here = 0;
    for (std::size_t i = 0; i < layer.weights.size(); ++i, ++neuron) {
      long double bias = layer.biases[i];
      if (point.bias_rule == BiasRule::through_data) {
        const int p = draw_data_point<Random123Words>(point.network.key, id, neuron, data.points);
        const long double product =
            pre_activation(layer.weights[i], 0, outputs[static_cast<std::size_t>(p)]);
        bias = oracle::round_to_24(std::fabs(bias) - product);
        if (bias <= -product) bias = std::nextafter(static_cast<float>(-product), HUGE_VALF);
      }
      bool active = false;
      for (std::size_t p = 0; p < outputs.size(); ++p) {
        const long double z = pre_activation(layer.weights[i], bias, outputs[p]);
        active = active || z > 0;
        next[p].push_back(std::max(z, 0.0L));
      }
      bool revivable = false;
      if (!gone.empty()) {
        // A neuron can be revived if it can by one input, or by none.
        revivable = bias > 0;
        for (std::size_t k = 0; k < gone.size(); ++k) {
          std::vector<long double> x(gone.size(), 0);
          x[k] = gone[k] ? 0 : 1e300L;
          revivable = revivable || pre_activation(layer.weights[i], bias, x) > 0;
        }
      }
      gone_here.push_back(!active && !revivable);
      dead_here += active ? 0 : 1;
      result.permanent += gone_here.back() ? 1 : 0;
      result.tentative += !active && revivable ? 1 : 0;
    }
    if (dead_here == static_cast<int>(layer.weights.size())) {
      result.permanent += result.tentative;
      result.tentative = 0;
      gone_here.assign(gone_here.size(), true);
    }
    result.dead.push_back(dead_here);
    gone = gone_here;
    outputs = next;
  }
  return result;
}

TEST(CountActive, OnDataAgreesWithTheOracle) {
  const std::vector<std::vector<int>> shapes = {{1},       {3, 2},     {2, 2, 2, 2},
                                                {4, 5, 6}, {70, 9, 2}, {3, 3, 3, 3, 3, 3}};
  int tentative = 0;
  int permanent_deeper = 0;
  int case_number = 0;
  for (const std::vector<int>& widths : shapes) {
    for (const float bias_scale : {0.0F, 0.4F}) {
      for (const BiasRule rule : {BiasRule::independent, BiasRule::through_data}) {
        if (rule == BiasRule::through_data && bias_scale == 0) continue;
        const DataSet data = testing::gaussian_data(1 + 3 * case_number++, 2, 9);
        Functor functor{on_data(2, widths, bias_scale, rule), data.view()};
        for (std::uint64_t id = 0; id < 60; ++id) {
          // From here on outputs are rescaled.
          if (id == 30) {
            for (float& scale : functor.point.network.weight_scales) scale *= 0x1p+22F;
          }
          const Deaths expected = find_deaths(functor.point, id, data);
          const Counts counts = testing::count_networks(functor, id, 1);
          const CounterLayout layout = functor.layout();
          ASSERT_EQ(at(counts, layout.permanently_dead(expected.permanent)), 1U) << "id " << id;
          ASSERT_EQ(at(counts, layout.tentatively_dead()),
                    static_cast<std::uint64_t>(expected.tentative));
          ASSERT_EQ(at(counts, CounterLayout::active_neurons(widths[0] - expected.dead[0])), 1U);
          for (int layer = 0; layer < layout.depth; ++layer) {
            ASSERT_EQ(at(counts, layout.dead_neurons(layer)),
                      static_cast<std::uint64_t>(expected.dead[static_cast<std::size_t>(layer)]))
                << "id " << id << ", layer " << layer;
          }
          tentative += expected.tentative;
          permanent_deeper += expected.permanent - expected.dead[0];
        }
      }
    }
  }
  EXPECT_GT(tentative, 50);
  EXPECT_GT(permanent_deeper, 50);
}

TEST(CountActive, OnDataIsTheSameForATeamOfAnySize) {
  for (const BiasRule rule : {BiasRule::independent, BiasRule::through_data}) {
    for (const Domain domain : {Domain::data, Domain::ball}) {
      const DataSet data = testing::gaussian_data(37, 3, 5);
      Point point = on_data(3, {5, 4, 7}, 0.3F, rule);
      if (domain == Domain::ball) point = on_ball(3, 40, 1.0F);
      point.bias_rule = rule;
      const Functor functor{point, data.view()};
      for (std::uint64_t id = 0; id < 3; ++id) {
        const Counts expected = testing::count_networks(functor, id, 1);
        for (const int lanes : {2, 5, 32}) {
          Counts counts(expected.size());
          const testing::Workspace workspace(functor.workspace_bytes());
          testing::run_as_team<bool>(lanes, [&](const testing::ThreadTeam& team) {
            return functor(id, workspace.get(), team, HostCounters{counts.data()});
          });
          EXPECT_EQ(counts, expected) << "id = " << id << ", " << lanes << " lanes";
        }
      }
    }
  }
}

TEST(CountActive, DataDependentBiasesLeaveNoNeuronDead) {
  const DataSet data = testing::gaussian_data(20, 3, 5);
  for (const float offset : {1e-9F, 1e-3F, 1.0F}) {
    const Point point = on_data(3, {5, 4, 7, 2, 2, 2, 2, 2}, offset, BiasRule::through_data);
    const Functor functor{point, data.view()};
    const Counts counts = testing::count_networks(functor, 0, 500);
    for (int layer = 0; layer < 8; ++layer) {
      EXPECT_EQ(at(counts, functor.layout().dead_neurons(layer)), 0U);
    }
    EXPECT_EQ(at(counts, CounterLayout::active_neurons(5)), 500U);
  }
}

// Without biases a positive factor in front of a layer changes nothing.
TEST(CountActive, KeepsItsDigitsInDeepNetworks) {
  const DataSet data = testing::gaussian_data(17, 2, 2);
  const Point point = on_data(2, std::vector<int>(60, 5), 0);
  const Counts expected = testing::count_networks(Functor{point, data.view()}, 0, 100);
  for (const int exponent : {-28, -3, 5, 28}) {
    Point scaled = point;
    for (float& scale : scaled.network.weight_scales) scale = std::ldexp(scale, exponent);
    EXPECT_EQ(testing::count_networks(Functor{scaled, data.view()}, 0, 100), expected);
  }
}

TEST(CountActive, NamesItsCounters) {
  const Functor functor{on_ball(2, 3, 1.0F), {}};
  const Counts counts = testing::count_networks(functor, 0, 100);
  const Tally tally = functor.tally(counts.data());
  EXPECT_EQ(tally.entries().size(), counts.size());
  EXPECT_EQ(tally.at("tally", "networks"), 100);
  EXPECT_EQ(tally.at("active_neurons", "3"), tally.at("permanently_dead", "0"));
  EXPECT_EQ(tally.at("neurons", "tentatively_dead"), 0);
  EXPECT_GT(tally.at("dead_neurons", "1"), 0);
}

}  // namespace
}  // namespace census::trainability
