#include "tests/support/oracle.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <ostream>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/random_networks.hpp"

namespace census::oracle {

std::ostream& operator<<(std::ostream& stream, Verdict verdict) {
  constexpr const char* kNames[] = {"unactivated", "activated", "degenerate"};
  return stream << kNames[static_cast<int>(verdict)];
}

namespace {

namespace rn = random_networks;

Verdict verdict_named(const std::string& name) {
  if (name == "unactivated") return Verdict::unactivated;
  if (name == "activated") return Verdict::activated;
  if (name == "degenerate") return Verdict::degenerate;
  throw std::invalid_argument("no verdict is called " + name);
}

using Family = std::function<Network(rn::Generator&, std::size_t n0, std::size_t n1)>;

std::vector<Family> all_families() {
  return {rn::generic,
          [](auto& rng, auto n0, auto n1) { return rn::small_integers(rng, n0, n1, 2); },
          rn::mixed_scales,
          rn::repeated_rows,
          rn::near_parallel_rows,
          rn::zero_biases,
          rn::vertex_cluster,
          [](auto& rng, auto n0, auto n1) {
            return rn::critical_bias(
                rn::favour_negative(rng, rn::small_integers(rng, n0, n1, 2), 0.3))[1];
          }};
}

/// Whether f > 0 somewhere, for n0 <= 2, by Cramer's rule in place of elimination: f or its slope
/// is tried at all intersections of two lines, along all lines, and, for parallel lines, on and
/// across each of them.
bool activates_somewhere(const Network& network) {
  struct Line {
    Rational a, b, c;
  };
  std::vector<Line> lines;
  const bool planar = network.first_weights.front().size() == 2;
  for (std::size_t i = 0; i < network.first_weights.size(); ++i) {
    const auto& row = network.first_weights[i];
    lines.push_back({row[0], planar ? row[1] : 0.0, network.first_biases[i]});
  }
  const auto point = [&](const Rational& x, const Rational& y) {
    return planar ? std::vector<Rational>{x, y} : std::vector<Rational>{x};
  };
  if (value_at(network, point(0, 0)) > 0) return true;
  for (const Line& p : lines) {
    const Rational norm = p.a * p.a + p.b * p.b;
    if (norm == 0) continue;
    if (value_at(network, point(-p.c * p.a / norm, -p.c * p.b / norm)) > 0) return true;
    for (const int sign : {-1, 1}) {
      if (slope_along(network, point(sign * p.a, sign * p.b)) > 0) return true;
      if (planar && slope_along(network, point(-sign * p.b, sign * p.a)) > 0) return true;
    }
    for (const Line& q : lines) {
      const Rational det = p.a * q.b - p.b * q.a;
      if (det == 0) continue;
      const Rational x = (p.b * q.c - q.b * p.c) / det, y = (q.a * p.c - p.a * q.c) / det;
      if (value_at(network, point(x, y)) > 0) return true;
    }
  }
  return false;
}

/// All parameters moved at random by at most 1e-9, relative or absolute, whichever is more; the
/// second layer is only ever raised, which is where the boundary of the unactivated set lies.
Network nudged_upward(rn::Generator& rng, Network network) {
  const auto step = [&](double value, double low) {
    return 1e-9 * std::max(1.0, std::abs(value)) *
           std::uniform_real_distribution<double>(low, 1)(rng);
  };
  for (auto& row : network.first_weights) {
    for (double& weight : row) weight += step(weight, -1);
  }
  for (double& bias : network.first_biases) bias += step(bias, -1);
  for (double& weight : network.second_weights) weight += step(weight, 0);
  network.second_bias += step(network.second_bias, 0);
  return network;
}

/// The network with bit i of `signs` reversing w_i, bit n1 reversing c, bit n1+1+i row i.
Network with_signs(Network network, std::uint64_t signs) {
  const std::size_t n1 = network.second_weights.size();
  for (std::size_t i = 0; i < n1; ++i) {
    if ((signs >> i & 1) != 0) network.second_weights[i] *= -1;
    if ((signs >> (n1 + 1 + i) & 1) == 0) continue;
    for (double& weight : network.first_weights[i]) weight *= -1;
    network.first_biases[i] *= -1;
  }
  if ((signs >> n1 & 1) != 0) network.second_bias *= -1;
  return network;
}

TEST(OracleValues, AreExact) {
  const Network network{{{0.1, 5e-324}}, {-3}, {0.5}, 1e300};
  const Rational tenth(3602879701896397, 36028797018963968);
  const Rational least(1, boost::multiprecision::cpp_int(1) << 1074);
  const Rational c = value_at(network, {0, 0});
  EXPECT_EQ(c, Rational(1e300));
  EXPECT_EQ(value_at(network, {40, 0}) - c, (40 * tenth - 3) / 2);
  EXPECT_EQ(slope_along(network, {0, 1}), least / 2);
  EXPECT_EQ(slope_along(network, {0, -1}), 0);
  EXPECT_EQ(critical_second_bias({{{3}, {1}}, {-1, 0}, {-1, 1}, 7}), Rational(-1, 3));
  EXPECT_EQ(critical_second_bias({{{5e-324}, {1e300}}, {1e-300, 0}, {1e300, -1e308}, 0}),
            -Rational(1e-300) * Rational(1e300));
}

TEST(OracleValues, RejectMalformedNetworks) {
  EXPECT_THROW(decide({{}, {}, {}, 1}), std::invalid_argument);
  EXPECT_THROW(decide({{{}}, {1}, {1}, 1}), std::invalid_argument);
  EXPECT_THROW(decide({{{1}, {1, 2}}, {1, 1}, {1, 1}, 1}), std::invalid_argument);
  EXPECT_THROW(decide({{{1}}, {1}, {1, 1}, 1}), std::invalid_argument);
  EXPECT_THROW(decide({{{1}}, {1}, {std::nan("")}, 1}), std::invalid_argument);
  EXPECT_THROW(value_at({{{1}}, {1}, {1}, 1}, {1, 2}), std::invalid_argument);
}

TEST(OracleHardCases, AgreeWithReasoningByHand) {
  const auto folder = std::filesystem::path(CENSUS_SOURCE_DIR) / "tests/support/hard_cases";
  int cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    for (const auto& json : nlohmann::json::parse(file)) {
      ++cases;
      const auto second_weights = json.at("W2").get<std::vector<std::vector<double>>>();
      for (std::size_t k = 0; k < second_weights.size(); ++k) {
        const Network network{json.at("W1").get<std::vector<std::vector<double>>>(),
                              json.at("b1").get<std::vector<double>>(), second_weights[k],
                              json.at("b2").at(k).get<double>()};
        EXPECT_EQ(decide(network), verdict_named(json.at("verdict").at(k)))
            << entry.path().filename() << ": " << json.at("name") << ", neuron " << k;
      }
      EXPECT_EQ(second_weights.size(), json.at("b2").size()) << json.at("name");
      EXPECT_EQ(second_weights.size(), json.at("verdict").size()) << json.at("name");
    }
  }
  EXPECT_GE(cases, 40);
}

TEST(OracleVerdict, FindsActivationExactlyWhereCramersRuleDoes) {
  rn::Generator rng(1);
  for (const Family& family : all_families()) {
    int activated = 0;
    for (int k = 0; k < 400; ++k) {
      const Network network =
          rn::favour_negative(rng, family(rng, 1 + k % 2, 1 + (k / 2) % 4), 0.4);
      const bool expected = activates_somewhere(network);
      EXPECT_EQ(decide(network) == Verdict::activated, expected);
      activated += expected;
    }
    EXPECT_GT(activated, 10);
    EXPECT_LT(activated, 390);
  }
}

TEST(OracleVerdict, HasTheTheoremsFrequencies) {
  struct Case {
    std::size_t n0, n1;
    double probability;
  };
  rn::Generator rng(2);
  for (const Case& c : {Case{1, 1, 0.25}, {1, 2, 3.0 / 16}, {2, 2, 0.125}, {2, 3, 5.0 / 64}}) {
    constexpr int kNetworks = 2000;
    int unactivated = 0;
    for (int k = 0; k < kNetworks; ++k) {
      const Verdict verdict = decide(rn::generic(rng, c.n0, c.n1));
      ASSERT_NE(verdict, Verdict::degenerate);
      unactivated += verdict == Verdict::unactivated;
    }
    const double sigma = std::sqrt(kNetworks * c.probability * (1 - c.probability));
    EXPECT_NEAR(unactivated, kNetworks * c.probability, 5 * sigma) << c.n0 << ", " << c.n1;
  }
}

TEST(OracleCounts, AreTheTheoremsNumbersOnEveryArrangement) {
  rn::Generator rng(3);
  for (int k = 0; k < 6; ++k) {
    EXPECT_EQ(count_good_orbit(rn::generic(rng, 1, 1)), 2u);
    EXPECT_EQ(count_good_orbit(rn::generic(rng, 1, 2)), 6u);
    EXPECT_EQ(count_good_orbit(rn::mixed_scales(rng, 2, 3)), 10u);
    EXPECT_EQ(count_good_orbit(rn::generic(rng, 3, 4)), 18u);
    EXPECT_EQ(count_good_signs(rn::generic(rng, 3, 2)), 1u);
  }
}

TEST(OracleCounts, AreThoseOfDecidingEachSignVector) {
  rn::Generator rng(4);
  for (int k = 0; k < 4; ++k) {
    const Network network = rn::generic(rng, 1 + k % 2, 3);
    std::uint64_t signs_good = 0, orbit_good = 0;
    for (std::uint64_t signs = 0; signs < 128; ++signs) {
      const bool good = decide(with_signs(network, signs)) == Verdict::unactivated;
      orbit_good += good;
      signs_good += good && signs < 16;
    }
    EXPECT_EQ(count_good_signs(network), signs_good);
    EXPECT_EQ(count_good_orbit(network), orbit_good);
  }
  EXPECT_THROW(count_good_signs({{{1}, {1}}, {0, 0}, {1, 1}, 1}), std::domain_error);
  EXPECT_THROW(count_good_orbit({{{1}, {2}}, {1, 1}, {1, 0}, 1}), std::domain_error);
}

TEST(OracleVerdict, IgnoresOrderAndPositiveScale) {
  rn::Generator rng(5);
  for (const Family& family : all_families()) {
    for (int k = 0; k < 60; ++k) {
      const std::size_t n0 = 1 + k % 3, n1 = 1 + k % 5;
      const Network network = rn::favour_negative(rng, family(rng, n0, n1), 0.3);
      std::vector<std::size_t> neurons(n1), inputs(n0);
      std::iota(neurons.begin(), neurons.end(), 0);
      std::iota(inputs.begin(), inputs.end(), 0);
      std::shuffle(neurons.begin(), neurons.end(), rng);
      std::shuffle(inputs.begin(), inputs.end(), rng);
      Network image = network;
      for (std::size_t i = 0; i < n1; ++i) {
        const double scale = std::ldexp(1.0, std::uniform_int_distribution<int>(-40, 40)(rng));
        const std::size_t from = neurons[i];
        for (std::size_t j = 0; j < n0; ++j) {
          image.first_weights[i][j] = network.first_weights[from][inputs[j]] * scale;
        }
        image.first_biases[i] = network.first_biases[from] * scale;
        image.second_weights[i] = network.second_weights[from] / scale;
      }
      EXPECT_EQ(decide(image), decide(network));
    }
  }
}

TEST(OracleVerdict, IsStableExactlyWhereNudgesCannotActivate) {
  rn::Generator rng(6);
  int unactivated = 0, degenerate = 0;
  for (int k = 0; k < 3600; ++k) {
    const std::size_t n0 = 1 + k % 3, n1 = 1 + (k / 3) % 4;
    const Network network =
        rn::favour_negative(rng, rn::small_integers(rng, n0, n1, 1 + (k / 12) % 3), 0.3);
    const Verdict verdict = decide(network);
    if (verdict == Verdict::activated) continue;
    if (n0 <= 2) {
      ASSERT_FALSE(activates_somewhere(network));
    }
    // By the necessity half of the theorem a nudge activates a degenerate network as soon as each
    // tight row tilts to its side, in about one of 2^n1 trials.
    const bool stable = verdict == Verdict::unactivated;
    const int trials = stable ? 20 : 1000;
    bool nudge_activates = false;
    for (int trial = 0; trial < trials && !nudge_activates; ++trial) {
      nudge_activates = decide(nudged_upward(rng, network)) == Verdict::activated;
    }
    EXPECT_EQ(nudge_activates, !stable) << "network " << k;
    ++(stable ? unactivated : degenerate);
  }
  EXPECT_GT(unactivated, 100);
  EXPECT_GT(degenerate, 100);
}

TEST(OracleCriticalBias, SeparatesItsNeighbours) {
  rn::Generator rng(7);
  int bounded = 0;
  for (int k = 0; k < 300; ++k) {
    const Network network = rn::favour_negative(rng, rn::generic(rng, 1 + k % 3, 3 + k % 4), 0.15);
    const Rational critical = critical_second_bias(network);
    const auto [below, nearest, above] = rn::critical_bias(network);
    EXPECT_LT(Rational(below.second_bias), critical);
    EXPECT_GT(Rational(above.second_bias), critical);
    EXPECT_EQ(decide(above), Verdict::activated);
    if (decide(below) == Verdict::activated) continue;  // f grows along some direction
    ++bounded;
    EXPECT_EQ(decide(below), Verdict::unactivated);
    const Rational excess = Rational(nearest.second_bias) - critical;
    EXPECT_EQ(decide(nearest), excess > 0   ? Verdict::activated
                               : excess < 0 ? Verdict::unactivated
                                            : Verdict::degenerate);
  }
  EXPECT_GT(bounded, 100);
}

TEST(RandomNetworks, AreFiniteAndOfTheShapeAskedFor) {
  rn::Generator rng(8);
  for (const Family& family : all_families()) {
    const Network network = family(rng, 3, 5);
    ASSERT_EQ(network.first_weights.size(), 5u);
    for (const auto& row : network.first_weights) ASSERT_EQ(row.size(), 3u);
    EXPECT_NO_THROW(decide(network));  // which rejects infinities and unequal widths
  }
}

}  // namespace
}  // namespace census::oracle
