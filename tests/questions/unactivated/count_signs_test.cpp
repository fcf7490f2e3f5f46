#include "cuda/questions/unactivated/count_signs.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/networks.hpp"
#include "tests/support/random_networks.hpp"
#include "tests/support/sign_patterns.hpp"
#include "tests/support/thread_team.hpp"

namespace census::unactivated {
namespace {

/// Counts network `id` as one thread does.
SignCount count_signs(const AveragedPoint& averaged, std::uint64_t id) {
  return with_functor<Random123Words>(averaged, [&](const auto& functor) {
    std::vector<std::uint64_t> workspace(functor.workspace_bytes() / 8 + 1);
    return functor(id, workspace.data(), SoloTeam{});
  });
}

struct Case {
  int n0, n1, networks;
};

class SignPatterns : public ::testing::TestWithParam<Distribution> {};

TEST_P(SignPatterns, OfTheOrbitAgreeWithTheOracle) {
  const Case cases[] = {{1, 1, 50}, {1, 2, 50}, {1, 3, 50}, {1, 4, 20}, {1, 5, 8},  {2, 1, 20},
                        {2, 2, 50}, {2, 3, 50}, {2, 4, 20}, {2, 5, 4},  {3, 2, 20}, {3, 3, 20},
                        {3, 4, 10}, {3, 5, 3},  {4, 5, 2},  {4, 6, 1},  {1, 6, 1}};
  for (const Case& size : cases) {
    const Point point = testing::unit_point(size.n0, size.n1, GetParam(), 20241206);
    const int networks = size.networks * testing::campaign_factor();
    for (std::uint64_t id = 0; id < static_cast<std::uint64_t>(networks); ++id) {
      const SignCount count = count_signs({point, {size.n1, size.n1}}, id);
      ASSERT_TRUE(count.settled);
      ASSERT_EQ(count.degenerate, 0U);
      ASSERT_EQ(count.unactivated, oracle::count_good_orbit(testing::drawn(point, id)))
          << "n0 = " << size.n0 << ", n1 = " << size.n1 << ", id = " << id;
    }
  }
}

TEST_P(SignPatterns, OfTheSecondLayerAgreeWithTheOracle) {
  const Case cases[] = {{1, 3, 50}, {1, 6, 10}, {2, 4, 50}, {2, 7, 3}, {3, 5, 10}, {4, 6, 3}};
  for (const Case& size : cases) {
    const Point point = testing::unit_point(size.n0, size.n1, GetParam(), 5);
    const int networks = size.networks * testing::campaign_factor();
    for (std::uint64_t id = 0; id < static_cast<std::uint64_t>(networks); ++id) {
      const SignCount count = count_signs({point, {size.n1, 0}}, id);
      ASSERT_EQ(count.unactivated, oracle::count_good_signs(testing::drawn(point, id)))
          << "n0 = " << size.n0 << ", n1 = " << size.n1 << ", id = " << id;
    }
  }
}

TEST_P(SignPatterns, OfAPartOfTheGroupAgreeWithTheOraclePatternByPattern) {
  for (const auto& [n0, n1] : {std::pair{1, 3}, {1, 5}, {2, 4}, {3, 4}, {3, 2}}) {
    for (const SignGroup group : {SignGroup{0, 0}, {1, 0}, {2, 0}, {0, 2}, {2, 1}, {1, 2}}) {
      const AveragedPoint averaged{testing::unit_point(n0, n1, GetParam(), 3), group};
      for (std::uint64_t id = 0; id < 30; ++id) {
        const SignCount count = count_signs(averaged, id);
        const SignCount expected = testing::count_pattern_by_pattern(
            testing::drawn(averaged.point, id), flipped_neurons<Random123Words>(averaged, id));
        ASSERT_EQ(count, expected) << "n0 = " << n0 << ", n1 = " << n1 << ", id = " << id << ", "
                                   << group.sign_bits << " + " << group.orientation_bits;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(CountSigns, SignPatterns, ::testing::ValuesIn(testing::every_distribution),
                         [](const auto& law) {
                           return "law" + std::to_string(static_cast<int>(law.param));
                         });

TEST(CountSigns, IsTheSameForATeamOfAnySize) {
  const std::pair<Point, SignGroup> cases[] = {
      {testing::unit_point(1, 4, Distribution::normal, 1), {4, 4}},
      {testing::unit_point(3, 5, Distribution::cauchy, 1), {5, 5}},
      {testing::unit_point(4, 8, Distribution::laplace, 1), {8, 2}},
      {testing::unit_point(5, 6, Distribution::normal, 1), {3, 4}},
      {testing::unit_point(2, 20, Distribution::uniform, 1), {6, 1}},
      {testing::unit_point(3, 2, Distribution::normal, 1), {2, 2}}};
  for (const auto& [point, group] : cases) {
    const AveragedPoint averaged{point, group};
    for (std::uint64_t id = 0; id < 2; ++id) {
      const SignCount expected = count_signs(averaged, id);
      for (const int lanes : {2, 5}) {
        with_functor<Random123Words>(averaged, [&](const auto& functor) {
          std::vector<std::uint64_t> workspace(functor.workspace_bytes() / 8 + 1);
          const auto counts =
              testing::run_as_team<SignCount>(lanes, [&, id = id](const testing::ThreadTeam& team) {
                return functor(id, workspace.data(), team);
              });
          for (const SignCount& count : counts) {
            EXPECT_EQ(count, expected) << "n0 = " << averaged.point.input_dimension
                                       << ", id = " << id << ", " << lanes << " lanes";
          }
        });
      }
    }
  }
}

/// Counts the sign patterns of a given network with two inputs, whose numbers are binary32.
SignCount count_signs_of(const oracle::Network& given, FlippedNeurons flipped) {
  CountScratch<2, 16> scratch = {};
  scratch.network.width = static_cast<int>(given.second_weights.size());
  scratch.network.second.bias = static_cast<float>(given.second_bias);
  for (std::size_t i = 0; i < given.second_weights.size(); ++i) {
    scratch.second_weights[i] = given.second_weights[i];
    scratch.network.second.weights[i] = static_cast<float>(given.second_weights[i]);
    if (given.second_weights[i] < 0)
      scratch.network.second.negative |= singleton(static_cast<int>(i));
    scratch.network.first_biases[i] = static_cast<float>(given.first_biases[i]);
    for (std::size_t k = 0; k < 2; ++k) {
      scratch.network.first_weights[k][i] = static_cast<float>(given.first_weights[i][k]);
    }
  }
  std::vector<std::uint64_t> table(
      table_bytes<std::uint32_t>(corner_numbers(2, scratch.network.width), scratch.network.width) /
          8 +
      1);
  return count_sign_patterns<std::uint32_t>(scratch, table.data(), flipped, SoloTeam{});
}

// Small integers tie often; one more neuron with a weight of 2^-57 breaks the ties by less than
// what rounding loses at the vertices, whose coordinates are no binary fractions.
TEST(CountSigns, LeavesUnsettledWhatRoundingCouldChange) {
  random_networks::Generator rng(12);
  int settled = 0;
  int unsettled = 0;
  for (int trial = 0; trial < 400 * testing::campaign_factor(); ++trial) {
    oracle::Network network = random_networks::small_integers(rng, 2, 4, 3);
    network.second_weights[3] *= 0x1p-57;
    if (network.second_bias == 0 || std::ranges::count(network.second_weights, 0.0) > 0) continue;
    const FlippedNeurons flipped{15, 3};
    const SignCount count = count_signs_of(network, flipped);
    if (!count.settled) {
      ++unsettled;
      continue;
    }
    ++settled;
    ASSERT_EQ(count, testing::count_pattern_by_pattern(network, flipped)) << "trial " << trial;
  }
  EXPECT_GT(settled, 20);
  EXPECT_GT(unsettled, 20);
}

TEST(CountSigns, KeepsItsDigitsForAnyScales) {
  AveragedPoint averaged{testing::unit_point(2, 4, Distribution::cauchy, 1), {4, 4}};
  averaged.point.first_biases.scale = 1e9F;
  averaged.point.first_weights.scale = 1e-9F;
  int settled = 0;
  for (std::uint64_t id = 0; id < 500; ++id) {
    const SignCount count = count_signs(averaged, id);
    if (!count.settled) continue;
    ++settled;
    if (id < 30) {
      EXPECT_EQ(count.unactivated, oracle::count_good_orbit(testing::drawn(averaged.point, id)));
    }
  }
  EXPECT_GT(settled, 490);
}

}  // namespace
}  // namespace census::unactivated
