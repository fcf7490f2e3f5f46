#include "host/questions/unactivated/exact_network.hpp"

#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/campaign.hpp"
#include "tests/support/networks.hpp"
#include "tests/support/random_networks.hpp"

namespace census::unactivated {
namespace {

namespace rn = random_networks;

/// The certificate must show what the verdict says to whoever evaluates f there.
void expect_certified(const ExactNetwork& network, const ExactDecision& decision) {
  const Certificate& certificate = decision.certificate;
  if (decision.verdict == Verdict::activated) {
    ASSERT_NE(certificate.kind, Certificate::Kind::none);
    EXPECT_EQ(sign(certificate.value), Sign::positive);
  }
  if (certificate.kind == Certificate::Kind::point) {
    EXPECT_EQ(certificate.value, value_at(network, certificate.place));
  }
  if (certificate.kind == Certificate::Kind::direction) {
    EXPECT_EQ(certificate.value, slope_along(network, certificate.place));
  }
}

TEST(DecideExactly, SolvesEveryHardCase) {
  int neurons = 0;
  for (const testing::HardCase& hard : testing::hard_cases()) {
    for (std::size_t j = 0; j < hard.neurons.size(); ++j) {
      const ExactNetwork network = testing::to_exact(hard.neurons[j]);
      if (network.input_dimension > max_input_dimension || network.width() > max_width) continue;
      const ExactDecision decision = decide_exactly(network);
      EXPECT_EQ(decision.verdict, hard.verdicts[j]) << hard.name << ", neuron " << j;
      expect_certified(network, decision);
      ++neurons;
    }
  }
  EXPECT_GT(neurons, 250);
}

using Family = std::function<rn::Network(rn::Generator&, std::size_t n0, std::size_t n1)>;

class AdversarialFamilies : public ::testing::TestWithParam<std::pair<const char*, Family>> {};

TEST_P(AdversarialFamilies, AgreeWithTheOracle) {
  rn::Generator rng(20241206);
  int not_activated = 0;
  for (std::size_t n0 = 1; n0 <= 3; ++n0) {
    for (std::size_t n1 = 1; n1 <= n0 + 3; ++n1) {
      for (int trial = 0; trial < 250 * testing::campaign_factor(); ++trial) {
        rn::Network drawn = GetParam().second(rng, n0, n1);
        if (trial % 2 == 0) drawn = rn::favour_negative(rng, drawn, 0.2);
        const ExactNetwork network = testing::to_exact(drawn);
        const ExactDecision decision = decide_exactly(network);
        ASSERT_EQ(decision.verdict, testing::oracle_verdict(drawn))
            << GetParam().first << ", n0 = " << n0 << ", n1 = " << n1 << ", trial " << trial;
        expect_certified(network, decision);
        if (decision.verdict != Verdict::activated) ++not_activated;
      }
    }
  }
  EXPECT_GT(not_activated, 100);
}

rn::Network tied(rn::Generator& rng, std::size_t n0, std::size_t n1) {
  return rn::critical_bias(
      rn::favour_negative(rng, rn::small_integers(rng, n0, n1, 2), 0.3))[rng() % 3];
}

INSTANTIATE_TEST_SUITE_P(
    DecideExactly, AdversarialFamilies,
    ::testing::Values(std::pair<const char*, Family>{"generic", rn::generic},
                      std::pair<const char*, Family>{"small_integers",
                                                     [](auto& rng, auto n0, auto n1) {
                                                       return rn::small_integers(rng, n0, n1, 2);
                                                     }},
                      std::pair<const char*, Family>{"mixed_scales", rn::mixed_scales},
                      std::pair<const char*, Family>{"repeated_rows", rn::repeated_rows},
                      std::pair<const char*, Family>{"near_parallel_rows", rn::near_parallel_rows},
                      std::pair<const char*, Family>{"zero_biases", rn::zero_biases},
                      std::pair<const char*, Family>{"vertex_cluster", rn::vertex_cluster},
                      std::pair<const char*, Family>{"tied", tied}),
    [](const auto& family) { return std::string(family.param.first); });

}  // namespace
}  // namespace census::unactivated
