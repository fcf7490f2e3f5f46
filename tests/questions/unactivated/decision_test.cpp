#include "cuda/questions/unactivated/decision.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <gtest/gtest.h>

#include "cuda/random/random123_words.hpp"
#include "tests/support/campaign.hpp"
#include "tests/support/kernel_network.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/networks.hpp"
#include "tests/support/random_networks.hpp"

namespace census::unactivated {
namespace {

/// Verdict of the two stages together, `undecided` where the host would have to decide.
Verdict decide(const Point& point, std::uint64_t id) {
  return with_functor<Random123Words>(point, [&](const auto& stages) {
    const Verdict screened = stages.screen(id);
    return is_settled(screened) ? screened : stages.examine(id);
  });
}

struct Case {
  int n0, n1, networks;
};

class DrawnNetworks : public ::testing::TestWithParam<Distribution> {};

TEST_P(DrawnNetworks, AgreeWithTheOracle) {
  // Over 1e5 networks for all laws, more of the small ones, which the oracle decides faster.
  const Case cases[] = {{1, 1, 2000}, {1, 2, 2000}, {1, 3, 2000}, {1, 5, 2000}, {1, 8, 1000},
                        {2, 1, 500},  {2, 2, 2000}, {2, 3, 2000}, {2, 4, 2500}, {2, 6, 2000},
                        {3, 2, 500},  {3, 3, 1000}, {3, 4, 1000}, {3, 5, 500},  {3, 6, 500},
                        {4, 5, 300},  {4, 6, 200},  {5, 7, 40}};
  for (const Case& size : cases) {
    const Point point = testing::unit_point(size.n0, size.n1, GetParam(), 20241206);
    const int networks = size.networks * testing::campaign_factor();
    for (std::uint64_t id = 0; id < static_cast<std::uint64_t>(networks); ++id) {
      const Verdict verdict = decide(point, id);
      if (verdict == Verdict::undecided) continue;
      ASSERT_EQ(verdict, testing::oracle_verdict(testing::drawn(point, id)))
          << "n0 = " << size.n0 << ", n1 = " << size.n1 << ", id = " << id;
    }
  }
}

TEST_P(DrawnNetworks, ScreenAndExaminationNeverContradictEachOther) {
  for (const auto& [n0, n1] : {std::pair{1, 4}, {2, 4}, {3, 6}, {2, 20}}) {
    const Point point = testing::unit_point(n0, n1, GetParam(), 5);
    with_functor<Random123Words>(point, [&](const auto& stages) {
      for (std::uint64_t id = 0; id < 3000; ++id) {
        const Verdict screened = stages.screen(id);
        const Verdict examined = stages.examine(id);
        // The examination presumes that N spans the inputs; the screen's sign rule covers the rest.
        if (is_settled(screened) && is_settled(examined) && screened == Verdict::activated) {
          NeuronSet negative = 0;
          const oracle::Network network = testing::drawn(point, id);
          for (std::size_t i = 0; i < network.second_weights.size(); ++i) {
            if (network.second_weights[i] < 0) negative |= singleton(static_cast<int>(i));
          }
          if (size(negative) < n0) continue;
          ASSERT_EQ(examined, screened) << id;
        }
      }
    });
  }
}

std::string distribution_name(const ::testing::TestParamInfo<Distribution>& info) {
  constexpr const char* names[] = {"normal", "uniform", "laplace", "cauchy", "smoothed_rademacher"};
  return names[static_cast<int>(info.param)];
}

INSTANTIATE_TEST_SUITE_P(Decision, DrawnNetworks, ::testing::ValuesIn(testing::every_distribution),
                         distribution_name);

TEST(Examine, DoesNotDependOnTheOrderOfNeuronsOrInputs) {
  random_networks::Generator rng(11);
  int unactivated = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    const oracle::Network given =
        random_networks::favour_negative(rng, random_networks::generic(rng, 3, 6), 0.15);
    const Verdict verdict = examine<Bounded>(testing::kernel_network<3>(given));
    if (verdict == Verdict::unactivated) ++unactivated;

    oracle::Network permuted = given;
    std::vector<std::size_t> order(6);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), rng);
    for (std::size_t i = 0; i < 6; ++i) {
      permuted.first_weights[i] = given.first_weights[order[i]];
      std::swap(permuted.first_weights[i][0], permuted.first_weights[i][2]);
      permuted.first_biases[i] = given.first_biases[order[i]];
      permuted.second_weights[i] = given.second_weights[order[i]];
    }
    EXPECT_EQ(examine<Bounded>(testing::kernel_network<3>(permuted)), verdict);

    // A row times 2^k and its weight times 2^-k is the same function f.
    oracle::Network scaled = given;
    for (std::size_t i = 0; i < 6; ++i) {
      const double factor = std::ldexp(1.0, static_cast<int>(rng() % 21) - 10);
      for (double& x : scaled.first_weights[i]) x *= factor;
      scaled.first_biases[i] *= factor;
      scaled.second_weights[i] /= factor;
    }
    EXPECT_EQ(examine<Bounded>(testing::kernel_network<3>(scaled)), verdict);
  }
  EXPECT_GT(unactivated, 50);
}

TEST(Examine, BelievesNothingThatRoundingCouldChange) {
  random_networks::Generator rng(13);
  int undecided = 0;
  int wrong_without_bounds = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    oracle::Network base =
        random_networks::favour_negative(rng, random_networks::small_integers(rng, 3, 5, 3), 0.3);
    for (oracle::Network& given : random_networks::critical_bias(base)) {
      given.second_bias = static_cast<float>(given.second_bias);
      const Network<3, 16> network = testing::kernel_network<3>(given);
      if (size(network.second.negative) < 3) continue;
      const Verdict truth = testing::oracle_verdict(given);
      const Verdict verdict = examine<Bounded>(network);
      if (verdict == Verdict::undecided) {
        ++undecided;
      } else if (verdict != truth) {
        ADD_FAILURE() << "trial " << trial;
      }
      if (examine<double>(network) != truth) ++wrong_without_bounds;
    }
  }
  EXPECT_GT(undecided, 100);
  EXPECT_GT(wrong_without_bounds, 100)
      << "the family is too easy to show that the bounds are needed";
}

TEST(Examine, AgreesWithTheOracleOnAdversarialNetworks) {
  namespace rn = random_networks;
  rn::Generator rng(17);
  int settled = 0;
  int unactivated = 0;
  for (const rn::Family family : rn::families) {
    for (int trial = 0; trial < 1500 * testing::campaign_factor(); ++trial) {
      const oracle::Network drawn = rn::favour_negative(rng, family(rng, 3, 3 + rng() % 4), 0.2);
      const Network<3, 16> network = testing::kernel_network<3>(drawn);
      if (size(network.second.negative) < 3) continue;
      const Verdict verdict = examine<Bounded>(network);
      if (verdict == Verdict::undecided) continue;
      ++settled;
      if (verdict == Verdict::unactivated) ++unactivated;
      ASSERT_EQ(verdict, testing::oracle_verdict(testing::rounded(drawn))) << "trial " << trial;
    }
  }
  EXPECT_GT(settled, 4000);
  EXPECT_GT(unactivated, 100);
}

TEST(WithFunctor, PicksTheLeastCapacityThatHoldsTheNetwork) {
  for (const int n1 : {1, 8, 16, 17, 64}) {
    const Point point = testing::unit_point(2, n1, Distribution::normal, 1);
    const int capacity = with_functor<Random123Words>(
        point, []<class Generator, int dimension, int size>(
                   const DecideUnactivated<Generator, dimension, size>&) { return size; });
    EXPECT_EQ(capacity, n1 <= 16 ? 16 : 64);
  }
}

}  // namespace
}  // namespace census::unactivated
