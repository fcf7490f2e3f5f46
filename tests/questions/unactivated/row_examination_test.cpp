#include "cuda/questions/unactivated/row_examination.hpp"

#include <cstddef>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "cuda/arrangement/bounded.hpp"
#include "cuda/questions/unactivated/examine.hpp"
#include "cuda/random/random123_words.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/kernel_network.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/networks.hpp"
#include "tests/support/random_networks.hpp"

namespace census::unactivated {
namespace {

/// Examines networks of one width side by side, `at_once` at a time.
template <int dimension, int capacity>
std::vector<Verdict> verdicts_of(const std::vector<Network<dimension, capacity>>& networks,
                                 std::size_t at_once) {
  const auto examination = std::make_unique<RowExamination<dimension, capacity>>();
  std::vector<Verdict> verdicts(networks.size());
  for (std::size_t first = 0; first < networks.size(); first += at_once) {
    std::vector<const Network<dimension, capacity>*> pointers;
    for (std::size_t i = first; i < std::min(first + at_once, networks.size()); ++i) {
      pointers.push_back(&networks[i]);
    }
    examination->examine(pointers.data(), static_cast<int>(pointers.size()), &verdicts[first]);
  }
  return verdicts;
}

/// Returns the share of drawn networks that stay undecided; the others must have the verdict that
/// they have in binary64.
template <int dimension, int capacity>
double undecided_share(int width, std::size_t number, std::size_t at_once, Distribution shape) {
  const Point point = testing::unit_point(dimension, width, shape, 31);
  std::vector<Network<dimension, capacity>> networks;
  for (std::uint64_t id = 0; networks.size() < number; ++id) {
    networks.push_back(draw_network<Random123Words, dimension, capacity>(point, id));
    if (size(networks.back().second.negative) < dimension) networks.pop_back();
  }
  const std::vector<Verdict> verdicts = verdicts_of(networks, at_once);
  int undecided = 0;
  for (std::size_t i = 0; i < number; ++i) {
    if (verdicts[i] == Verdict::undecided) {
      ++undecided;
    } else {
      EXPECT_EQ(verdicts[i], examine<Bounded>(networks[i])) << dimension << ", " << width;
    }
  }
  return undecided / static_cast<double>(number);
}

TEST(RowExamination, SettlesNearlyAllDrawnNetworksAsBinary64Does) {
  for (const Distribution shape : testing::every_distribution) {
    EXPECT_LT((undecided_share<1, 16>(5, 1000, 32, shape)), 0.01);
    EXPECT_LT((undecided_share<2, 16>(4, 3000, 32, shape)), 0.01);
    EXPECT_LT((undecided_share<3, 16>(6, 2000, 32, shape)), 0.01);
    EXPECT_LT((undecided_share<4, 16>(8, 500, 32, shape)), 0.05);
    EXPECT_LT((undecided_share<2, 64>(20, 200, 32, shape)), 0.05);
  }
}

TEST(RowExamination, TakesAnyNumberOfNetworks) {
  for (const std::size_t at_once : {1U, 2U, 31U}) {
    EXPECT_LT((undecided_share<2, 16>(5, 300, at_once, Distribution::normal)), 0.02);
  }
}

TEST(RowExamination, AgreesWithTheOracleOnAdversarialNetworks) {
  namespace rn = random_networks;
  rn::Generator rng(19);
  int settled = 0;
  int unactivated = 0;
  for (const rn::Family family : rn::families) {
    for (std::size_t width = 3; width <= 6; ++width) {
      std::vector<oracle::Network> given;
      std::vector<Network<3, 16>> networks;
      for (int trial = 0; trial < 300 * testing::campaign_factor(); ++trial) {
        const auto drawn = rn::favour_negative(rng, family(rng, 3, width), 0.2);
        const auto network = testing::kernel_network<3>(drawn);
        if (size(network.second.negative) < 3) continue;
        given.push_back(testing::rounded(drawn));
        networks.push_back(network);
      }
      const std::vector<Verdict> verdicts = verdicts_of(networks, 32);
      for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (verdicts[i] == Verdict::undecided) continue;
        ++settled;
        if (verdicts[i] == Verdict::unactivated) ++unactivated;
        ASSERT_EQ(verdicts[i], testing::oracle_verdict(given[i])) << "trial " << i;
      }
    }
  }
  EXPECT_GT(settled, 3000);
  EXPECT_GT(unactivated, 100);
}

TEST(RowExamination, BelievesNothingThatRoundingCouldChange) {
  random_networks::Generator rng(23);
  std::vector<oracle::Network> given;
  std::vector<Network<3, 16>> networks;
  for (int trial = 0; trial < 1000; ++trial) {
    const oracle::Network base =
        random_networks::favour_negative(rng, random_networks::small_integers(rng, 3, 5, 3), 0.3);
    for (const oracle::Network& critical : random_networks::critical_bias(base)) {
      const auto network = testing::kernel_network<3>(critical);
      if (size(network.second.negative) < 3) continue;
      given.push_back(testing::rounded(critical));
      networks.push_back(network);
    }
  }
  const std::vector<Verdict> verdicts = verdicts_of(networks, 32);
  int undecided = 0;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts[i] == Verdict::undecided) {
      ++undecided;
    } else {
      EXPECT_EQ(verdicts[i], testing::oracle_verdict(given[i])) << "trial " << i;
    }
  }
  EXPECT_GT(undecided, 100);
}

}  // namespace
}  // namespace census::unactivated
