#include "tests/support/random_networks.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace census::random_networks {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A network whose every number is a fresh value of draw().
template <class Draw>
Network fill(std::size_t n0, std::size_t n1, Draw draw) {
  Network network;
  for (std::size_t i = 0; i < n1; ++i) {
    std::vector<double>& row = network.first_weights.emplace_back();
    for (std::size_t k = 0; k < n0; ++k) row.push_back(draw());
    network.first_biases.push_back(draw());
    network.second_weights.push_back(draw());
  }
  network.second_bias = draw();
  return network;
}

double nudge_by_ulps(Generator& rng, double value, int most) {
  const int steps = std::uniform_int_distribution<int>(-most, most)(rng);
  for (int k = 0; k < std::abs(steps); ++k) {
    value = std::nextafter(value, steps > 0 ? kInfinity : -kInfinity);
  }
  return value;
}

double nearest_double(const oracle::Rational& exact) {
  const double guess = exact.convert_to<double>();
  if (!std::isfinite(guess)) throw std::range_error("critical_bias: outside the range of double");
  // The conversion may be off by a rounding: the nearest of three neighbours is certain.
  double best = guess;
  for (const double other : {std::nextafter(guess, -kInfinity), std::nextafter(guess, kInfinity)}) {
    if (!std::isfinite(other)) continue;
    const oracle::Rational distance = oracle::Rational(other) - exact;
    const oracle::Rational least = oracle::Rational(best) - exact;
    if (abs(distance) < abs(least)) best = other;
  }
  return best;
}

}  // namespace

Network generic(Generator& rng, std::size_t n0, std::size_t n1) {
  std::normal_distribution<double> normal;
  return fill(n0, n1, [&] { return static_cast<double>(static_cast<float>(normal(rng))); });
}

Network small_integers(Generator& rng, std::size_t n0, std::size_t n1, int range) {
  std::uniform_int_distribution<int> integer(-range, range);
  return fill(n0, n1, [&] { return static_cast<double>(integer(rng)); });
}

Network mixed_scales(Generator& rng, std::size_t n0, std::size_t n1) {
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> power(-15, 15);
  return fill(n0, n1, [&] {
    const double scale = std::pow(10.0, power(rng));
    return normal(rng) * scale;
  });
}

Network repeated_rows(Generator& rng, std::size_t n0, std::size_t n1) {
  Network network = generic(rng, n0, n1);
  constexpr std::array<double, 4> kFactors = {1, -1, 2, -0.5};
  std::bernoulli_distribution repeats(0.5);
  for (std::size_t i = 1; i < n1; ++i) {
    if (!repeats(rng)) continue;
    const std::size_t source = std::uniform_int_distribution<std::size_t>(0, i - 1)(rng);
    const double factor = kFactors[std::uniform_int_distribution<std::size_t>(0, 3)(rng)];
    for (std::size_t k = 0; k < n0; ++k) {
      network.first_weights[i][k] = factor * network.first_weights[source][k];
    }
    network.first_biases[i] = factor * network.first_biases[source];
  }
  return network;
}

Network near_parallel_rows(Generator& rng, std::size_t n0, std::size_t n1) {
  Network network = generic(rng, n0, n1);
  std::bernoulli_distribution reversed(0.5);
  for (std::size_t i = 1; i < n1; ++i) {
    const double sign = reversed(rng) ? -1 : 1;
    for (std::size_t k = 0; k < n0; ++k) {
      network.first_weights[i][k] = sign * nudge_by_ulps(rng, network.first_weights[0][k], 3);
    }
  }
  return network;
}

Network zero_biases(Generator& rng, std::size_t n0, std::size_t n1) {
  Network network = generic(rng, n0, n1);
  network.first_biases.assign(n1, 0.0);
  return network;
}

Network vertex_cluster(Generator& rng, std::size_t n0, std::size_t n1) {
  Network network = generic(rng, n0, n1);
  std::normal_distribution<double> normal;
  std::vector<double> centre;
  for (std::size_t k = 0; k < n0; ++k) centre.push_back(normal(rng));
  for (std::size_t i = 0; i < n1; ++i) {
    double bias = 0;
    for (std::size_t k = 0; k < n0; ++k) bias -= network.first_weights[i][k] * centre[k];
    network.first_biases[i] = nudge_by_ulps(rng, bias, 2);
  }
  return network;
}

Network favour_negative(Generator& rng, Network network, double kept_share) {
  std::bernoulli_distribution kept(kept_share);
  for (double& weight : network.second_weights) {
    if (!kept(rng)) weight = -std::abs(weight);
  }
  return network;
}

std::array<Network, 3> critical_bias(const Network& network) {
  const double nearest = nearest_double(oracle::critical_second_bias(network));
  std::array<Network, 3> result = {network, network, network};
  result[0].second_bias = std::nextafter(nearest, -kInfinity);
  result[1].second_bias = nearest;
  result[2].second_bias = std::nextafter(nearest, kInfinity);
  for (const Network& candidate : result) {
    if (!std::isfinite(candidate.second_bias)) {
      throw std::range_error("critical_bias: a neighbour is outside the range of double");
    }
  }
  return result;
}

}  // namespace census::random_networks
