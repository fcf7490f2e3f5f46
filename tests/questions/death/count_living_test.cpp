#include "cuda/questions/death/count_living.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/death_points.hpp"
#include "tests/support/living_data.hpp"
#include "tests/support/thread_team.hpp"

namespace census::death {
namespace {

using Counts = std::vector<std::uint64_t>;
using testing::DataSet;

Counts count(const Point& point, const DataSet& data, std::uint64_t first, std::uint64_t networks) {
  return testing::count_networks(CountLiving<Random123Words>{point, data.view()}, first, networks);
}

std::uint64_t at(const Counts& counts, int counter) {
  return counts[static_cast<std::size_t>(counter)];
}

constexpr Feature every_feature[] = {Feature::plain, Feature::batch_normalisation,
                                     Feature::residual, Feature::dense, Feature::skip};

/// Compares network by network with the oracle; returns how many were certain and born dead.
struct Agreement {
  int certain = 0;
  int born_dead = 0;
};

Agreement compare_with_oracle(const Point& point, const DataSet& data, std::uint64_t networks,
                              oracle::Arithmetic arithmetic = oracle::Arithmetic::bounded) {
  Agreement agreement;
  const CounterLayout layout{point.architecture.depth, data.points};
  for (std::uint64_t id = 0; id < networks; ++id) {
    const oracle::LivingData expected =
        oracle::propagate(point, oracle::draw_layers(point, id), data.rows(), arithmetic);
    if (!expected.certain) continue;
    ++agreement.certain;
    agreement.born_dead += expected.living == 0 ? 1 : 0;
    const Counts counts = count(point, data, id, 1);
    EXPECT_EQ(at(counts, layout.networks()), 1U);
    EXPECT_EQ(at(counts, layout.born_dead()), expected.living == 0 ? 1U : 0U) << "id " << id;
    EXPECT_EQ(at(counts, layout.living_points(expected.living)), 1U) << "id " << id;
    for (int layer = 0; layer < point.architecture.depth; ++layer) {
      EXPECT_EQ(at(counts, layout.dead_neurons(layer)),
                static_cast<std::uint64_t>(expected.dead_neurons[static_cast<std::size_t>(layer)]))
          << "id " << id << ", layer " << layer;
      EXPECT_EQ(at(counts, layout.fatal_layers(layer)), layer == expected.fatal_layer ? 1U : 0U)
          << "id " << id << ", layer " << layer;
    }
    if (::testing::Test::HasFailure()) break;
  }
  return agreement;
}

class CountLivingFeatures : public ::testing::TestWithParam<Feature> {};

TEST_P(CountLivingFeatures, AgreeWithTheOracle) {
  const auto networks = static_cast<std::uint64_t>(40 * testing::campaign_factor());
  const std::vector<std::vector<int>> shapes = {
      {1},          {3},        {2, 2, 2},    {3, 3, 2, 3}, {5, 4, 6},
      {1, 2, 1, 2}, {13, 7, 9}, {4, 4, 4, 4}, {70, 3},      {2, 2, 2, 2, 2, 2, 2, 2, 2, 2}};
  int certain = 0;
  int born_dead = 0;
  std::uint64_t compared = 0;
  for (const std::vector<int>& widths : shapes) {
    for (const float bias_scale : {0.0F, 0.5F}) {
      for (const SignRule rule : {SignRule::as_drawn, SignRule::most_living}) {
        // Numbers of points below, at and above multiples of what fits into a vector.
        const int points = 1 + static_cast<int>(compared / networks * 7) % 53;
        Point point = testing::he_normal(3, widths, bias_scale, GetParam());
        point.sign_rule = rule;
        const Agreement agreement =
            compare_with_oracle(point, testing::gaussian_data(points, 3, compared), networks);
        ASSERT_FALSE(HasFailure())
            << widths.size() << " layers, first " << widths[0] << ", biases " << bias_scale << ", "
            << points << " points, sign rule " << static_cast<int>(rule);
        certain += agreement.certain;
        born_dead += agreement.born_dead;
        compared += networks;
      }
    }
  }
  // Normalisation loses digits where a neuron is nearly constant.
  const bool normalised = GetParam() == Feature::batch_normalisation;
  EXPECT_GT(certain, static_cast<int>(compared) * (normalised ? 3 : 8) / 10);
  EXPECT_GT(born_dead, 10);
}

TEST_P(CountLivingFeatures, AreTheSameForATeamOfAnySize) {
  for (const SignRule rule : {SignRule::as_drawn, SignRule::most_living}) {
    Point point = testing::he_normal(3, {5, 4, 4, 7}, 0.3F, GetParam());
    point.sign_rule = rule;
    point.scheme = rule == SignRule::as_drawn ? Scheme::randomised_asymmetric : Scheme::orthogonal;
    const DataSet data = testing::gaussian_data(37, 3, 5);
    const CountLiving<Random123Words> functor{point, data.view()};
    for (std::uint64_t id = 0; id < 3; ++id) {
      const Counts expected = count(point, data, id, 1);
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

INSTANTIATE_TEST_SUITE_P(CountLiving, CountLivingFeatures, ::testing::ValuesIn(every_feature),
                         [](const auto& feature) {
                           return "feature" + std::to_string(static_cast<int>(feature.param));
                         });

TEST(CountLiving, AgreesWithTheOracleForOtherLaws) {
  for (const Distribution distribution :
       {Distribution::uniform, Distribution::laplace, Distribution::cauchy,
        Distribution::smoothed_rademacher}) {
    Point point = testing::he_normal(2, {4, 3, 5}, 0.2F);
    point.weights = distribution;
    point.biases = Distribution::uniform;
    const Agreement agreement = compare_with_oracle(point, testing::gaussian_data(20, 2, 3), 50);
    EXPECT_GT(agreement.certain, 40) << static_cast<int>(distribution);
  }
}

TEST(CountLiving, AgreesWithTheOracleForRandomisedAsymmetricWeights) {
  Point point = testing::he_normal(2, {3, 3, 3, 3, 3});
  point.scheme = Scheme::randomised_asymmetric;
  const Agreement agreement = compare_with_oracle(point, testing::gaussian_data(20, 2, 3), 300);
  EXPECT_GT(agreement.certain, 270);
}

// Outputs grow or shrink by 2^10 or 2^30 a layer: after a few layers they are out of binary32's
// range, with biases that matter early or late.
TEST(CountLiving, KeepsItsDigitsInDeepNetworks) {
  DataSet data = testing::gaussian_data(9, 2, 1);
  // One point at the origin, one near it, one far away.
  for (const std::size_t coordinate : {0, 9}) {
    data.values[coordinate] = 0.0F;
    data.values[coordinate + 1] *= 0x1p-29F;
    data.values[coordinate + 2] *= 0x1p+29F;
  }
  for (const Feature feature : every_feature) {
    if (feature == Feature::batch_normalisation) continue;
    for (const float scale : {1e-9F, 1e-3F, 0.3F, 1e3F, 1e9F}) {
      for (const float bias_scale : {0.0F, 1e-9F, 1e9F}) {
        Point point = testing::he_normal(2, std::vector<int>(60, 6), bias_scale, feature);
        for (int layer = 0; layer < 60; ++layer) point.weight_scales[layer] = scale;
        compare_with_oracle(point, data, 5, oracle::Arithmetic::rounded);
        ASSERT_FALSE(HasFailure())
            << static_cast<int>(feature) << ", weights " << scale << ", biases " << bias_scale;
      }
    }
  }
}

// Without biases a positive factor in front of a layer changes nothing.
TEST(CountLiving, DoesNotDependOnTheScaleWithoutBiases) {
  const DataSet data = testing::gaussian_data(33, 3, 2);
  Point point = testing::he_normal(3, std::vector<int>(100, 4));
  const Counts expected = count(point, data, 0, 200);
  for (const int exponent : {-28, -3, 5, 28}) {
    Point scaled = point;
    for (float& scale : scaled.weight_scales) scale = std::ldexp(scale, exponent);
    EXPECT_EQ(count(scaled, data, 0, 200), expected) << "2^" << exponent;
  }
  EXPECT_GT(at(expected, CounterLayout::born_dead()), 100U);
}

// On the line, without biases, the data are two rays: a layer sees two directions.
TEST(CountLiving, OfTwoRaysStandsForTheWholeLine) {
  const Point point = testing::he_normal(1, {3, 3, 3, 3, 3, 3, 3});
  const DataSet rays{{-1.0F, 1.0F}, 2, 1};
  DataSet line{{}, 64, 1};
  for (int p = 1; p <= 32; ++p) {
    line.values.push_back(static_cast<float>(p) / 8);
    line.values.push_back(-static_cast<float>(p) / 8);
  }
  const CounterLayout two{7, 2};
  const CounterLayout many{7, 64};
  for (std::uint64_t id = 0; id < 300; ++id) {
    const Counts rays_counted = count(point, rays, id, 1);
    const Counts line_counted = count(point, line, id, 1);
    for (int living = 0; living <= 2; ++living) {
      ASSERT_EQ(at(rays_counted, two.living_points(living)),
                at(line_counted, many.living_points(32 * living)));
    }
    for (int layer = 0; layer < 7; ++layer) {
      ASSERT_EQ(at(rays_counted, two.dead_neurons(layer)),
                at(line_counted, many.dead_neurons(layer)));
    }
  }
}

TEST(CountLiving, BatchNormalisationLeavesEveryNeuronActiveSomewhere) {
  const DataSet data = testing::gaussian_data(64, 4, 1);
  const Point point = testing::he_normal(4, {8, 8, 8}, 0.0F, Feature::batch_normalisation);
  const CounterLayout layout{3, 64};
  const Counts counts = count(point, data, 0, 500);
  EXPECT_EQ(at(counts, layout.dead_neurons(0)), 0U);
  EXPECT_EQ(at(counts, layout.born_dead()), 0U);
}

TEST(CountLiving, NamesItsCounters) {
  const DataSet data = testing::gaussian_data(3, 1, 1);
  const CountLiving<Random123Words> functor{testing::he_normal(1, {2, 2}), data.view()};
  const Counts counts = testing::count_networks(functor, 0, 1000);
  const Tally tally = functor.tally(counts.data());
  EXPECT_EQ(tally.entries().size(), counts.size());
  EXPECT_EQ(tally.at("tally", "networks"), 1000);
  Integer living = 0;
  for (const char* name : {"0", "1", "2", "3"}) living += tally.at("living_points", name);
  EXPECT_EQ(living, 1000);
  EXPECT_EQ(tally.at("living_points", "0"), tally.at("tally", "born_dead"));
  EXPECT_EQ(tally.at("fatal_layers", "1") + tally.at("fatal_layers", "2"),
            tally.at("tally", "born_dead"));
  EXPECT_GT(tally.at("dead_neurons", "2"), tally.at("dead_neurons", "1"));
}

}  // namespace
}  // namespace census::death
