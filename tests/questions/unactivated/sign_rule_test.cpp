#include "cuda/questions/unactivated/sign_rule.hpp"

#include <random>

#include <gtest/gtest.h>

#include "tests/support/networks.hpp"
#include "tests/support/random_networks.hpp"

namespace census::unactivated {
namespace {

TEST(DecideBySigns, NeverContradictsTheOracle) {
  random_networks::Generator rng(1);
  int settled = 0;
  for (std::size_t n0 = 1; n0 <= 4; ++n0) {
    for (std::size_t n1 = 1; n1 <= 5; ++n1) {
      for (int trial = 0; trial < 100; ++trial) {
        const oracle::Network network = random_networks::generic(rng, n0, n1);
        NeuronSet negative = 0;
        for (std::size_t i = 0; i < n1; ++i) {
          if (network.second_weights[i] < 0) negative |= singleton(static_cast<int>(i));
        }
        const Verdict verdict = decide_by_signs(static_cast<int>(n0), static_cast<int>(n1),
                                                negative, network.second_bias < 0);
        if (verdict == Verdict::undecided) continue;
        ++settled;
        ASSERT_EQ(verdict, testing::oracle_verdict(network));
      }
    }
  }
  EXPECT_GT(settled, 500);
}

TEST(DecideBySigns, SettlesEveryNetworkWithFewerNeuronsThanInputs) {
  for (NeuronSet negative = 0; negative < 8; ++negative) {
    EXPECT_EQ(decide_by_signs(4, 3, negative, true),
              negative == 7 ? Verdict::unactivated : Verdict::activated);
    EXPECT_EQ(decide_by_signs(4, 3, negative, false), Verdict::activated);
  }
}

}  // namespace
}  // namespace census::unactivated
