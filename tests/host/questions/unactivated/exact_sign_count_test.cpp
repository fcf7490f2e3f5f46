#include "host/questions/unactivated/exact_sign_count.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "host/questions/unactivated/drawn_network.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/networks.hpp"
#include "tests/support/random_networks.hpp"
#include "tests/support/sign_patterns.hpp"

namespace census::unactivated {
namespace {

bool has_zero_in_second_layer(const oracle::Network& network) {
  return network.second_bias == 0 || std::ranges::count(network.second_weights, 0.0) > 0;
}

/// All signs and orientations of up to four neurons.
FlippedNeurons whole_group(const oracle::Network& network) {
  const NeuronSet all = all_neurons(static_cast<int>(network.second_weights.size()));
  return {all, all};
}

TEST(ExactSignCount, AgreesWithTheOracleOnHardCases) {
  int degenerate = 0;
  for (const testing::HardCase& hard : testing::hard_cases()) {
    for (const oracle::Network& network : hard.neurons) {
      if (has_zero_in_second_layer(network) || network.second_weights.size() > 4) continue;
      const FlippedNeurons flipped = whole_group(network);
      const SignCount expected = testing::count_pattern_by_pattern(network, flipped);
      EXPECT_EQ(count_signs_exactly(testing::to_exact(network), flipped), expected) << hard.name;
      if (expected.degenerate > 0) ++degenerate;
    }
  }
  EXPECT_GT(degenerate, 10);
}

/// Ties, parallel and repeated rows; about half of the arrangements are in general position.
TEST(ExactSignCount, AgreesWithTheOracleOnAdversarialNetworks) {
  random_networks::Generator rng(7);
  int ties_in_general_position = 0;
  for (int trial = 0; trial < 150 * testing::campaign_factor(); ++trial) {
    const std::size_t n0 = 1 + static_cast<std::size_t>(trial) % 2;
    const std::size_t n1 = 2 + static_cast<std::size_t>(trial / 2) % 2;
    oracle::Network network;
    switch (trial % 3) {
      case 0:
        network = random_networks::small_integers(rng, n0, n1, 7);
        break;
      case 1:
        network = random_networks::repeated_rows(rng, n0, n1);
        break;
      default:
        network = random_networks::zero_biases(rng, n0, n1);
    }
    if (has_zero_in_second_layer(network)) continue;
    const FlippedNeurons flipped = whole_group(network);
    const SignCount expected = testing::count_pattern_by_pattern(network, flipped);
    const ExactNetwork exact = testing::to_exact(network);
    ASSERT_EQ(count_signs_exactly(exact, flipped), expected) << "trial " << trial;
    ASSERT_EQ(count_signs_by_deciding(exact, flipped), expected) << "trial " << trial;
    if (trial % 3 == 0 && expected.degenerate > 0) ++ties_in_general_position;
  }
  EXPECT_GT(ties_in_general_position, 5);
}

TEST(ExactSignCount, CountsAPartOfTheGroup) {
  random_networks::Generator rng(9);
  for (int trial = 0; trial < 40; ++trial) {
    const oracle::Network network = random_networks::generic(rng, 2, 4);
    const FlippedNeurons flipped{rng() % 16, rng() % 16};
    const SignCount expected = testing::count_pattern_by_pattern(network, flipped);
    const ExactNetwork exact = testing::to_exact(network);
    EXPECT_EQ(count_signs_exactly(exact, flipped), expected);
    EXPECT_EQ(count_signs_by_deciding(exact, flipped), expected);
  }
}

TEST(ExactSignCount, OfFewerRowsThanInputsAgreesWithTheOracle) {
  random_networks::Generator rng(10);
  for (int trial = 0; trial < 40; ++trial) {
    // Small integers are often dependent.
    const oracle::Network network = trial % 2 == 0 ? random_networks::generic(rng, 3, 2)
                                                   : random_networks::small_integers(rng, 3, 2, 1);
    if (has_zero_in_second_layer(network)) continue;
    for (const FlippedNeurons flipped : {FlippedNeurons{3, 3}, {1, 2}, {0, 1}}) {
      EXPECT_EQ(count_signs_exactly(testing::to_exact(network), flipped),
                testing::count_pattern_by_pattern(network, flipped))
          << "trial " << trial;
    }
  }
}

TEST(ExactSignCount, ResolvesDrawnNetworks) {
  const AveragedPoint averaged{testing::unit_point(2, 3, Distribution::normal, 1), {3, 3}};
  const std::uint64_t ids[] = {5, 6, 100};
  const Tally tally = resolve_exactly(averaged, ids);
  EXPECT_EQ(tally.at("tally", "networks"), 3);
  EXPECT_EQ(tally.at("tally", "sum"), 30);
  EXPECT_EQ(tally.at("tally", "min_id"), 5);
  EXPECT_EQ(tally.at("stages", "exact"), 3);
}

}  // namespace
}  // namespace census::unactivated
