#include "tests/support/sign_patterns.hpp"

#include <cmath>
#include <vector>

namespace census::testing {
namespace {

std::vector<std::size_t> list_of(std::uint64_t set) {
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < 64; ++i) {
    if ((set >> i & 1) != 0) list.push_back(i);
  }
  return list;
}

}  // namespace

unactivated::SignCount count_pattern_by_pattern(const oracle::Network& network,
                                                unactivated::FlippedNeurons flipped) {
  const std::vector<std::size_t> weights = list_of(flipped.signs);
  const std::vector<std::size_t> rows = list_of(flipped.orientations);
  unactivated::SignCount count;
  for (std::uint64_t turned = 0; turned >> rows.size() == 0; ++turned) {
    oracle::Network pattern = network;
    for (std::size_t j = 0; j < rows.size(); ++j) {
      if ((turned >> j & 1) == 0) continue;
      for (double& weight : pattern.first_weights[rows[j]]) weight = -weight;
      pattern.first_biases[rows[j]] = -pattern.first_biases[rows[j]];
    }
    for (std::uint64_t signs = 0; signs >> (weights.size() + 1) == 0; ++signs) {
      for (std::size_t j = 0; j < weights.size(); ++j) {
        const double magnitude = std::fabs(network.second_weights[weights[j]]);
        pattern.second_weights[weights[j]] = (signs >> j & 1) != 0 ? magnitude : -magnitude;
      }
      const double bias = std::fabs(network.second_bias);
      pattern.second_bias = (signs >> weights.size() & 1) != 0 ? bias : -bias;
      switch (oracle::decide(pattern)) {
        case oracle::Verdict::unactivated:
          ++count.unactivated;
          break;
        case oracle::Verdict::degenerate:
          ++count.degenerate;
          break;
        case oracle::Verdict::activated:
          break;
      }
    }
  }
  return count;
}

}  // namespace census::testing
