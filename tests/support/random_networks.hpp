#pragma once

#include <array>
#include <cstddef>
#include <random>

#include "tests/support/oracle.hpp"

/// Families of random test networks: one in general position, the others aimed at what floating
/// point and general-position arguments get wrong. All numbers are finite, all signs symmetric
/// unless the function says otherwise; n0 inputs, n1 first-layer neurons.
namespace census::random_networks {

using Generator = std::mt19937_64;
using oracle::Network;

/// Unit normals rounded to float: general position but for a null set of accidents.
Network generic(Generator& rng, std::size_t n0, std::size_t n1);

/// Uniform integers in [-range, range]: exact ties, parallel and repeated rows, zeros everywhere.
Network small_integers(Generator& rng, std::size_t n0, std::size_t n1, int range);

/// Normals times powers of ten uniform in [1e-15, 1e15], a power for each number of its own.
Network mixed_scales(Generator& rng, std::size_t n0, std::size_t n1);

/// Generic, but about half of the rows repeat an earlier one, times 1, -1, 2 or -1/2.
Network repeated_rows(Generator& rng, std::size_t n0, std::size_t n1);

/// Generic, but all weight rows lie within a few ulp of +-W_1; the biases are independent.
Network near_parallel_rows(Generator& rng, std::size_t n0, std::size_t n1);

/// Generic with all first-layer biases 0: every hyperplane passes through the origin.
Network zero_biases(Generator& rng, std::size_t n0, std::size_t n1);

/// Generic weights, but every hyperplane passes within rounding of one random point.
Network vertex_cluster(Generator& rng, std::size_t n0, std::size_t n1);

using Family = Network (*)(Generator& rng, std::size_t n0, std::size_t n1);

/// All of these, integers from -2 to 2.
inline constexpr Family families[] = {
    generic,
    [](Generator& rng, std::size_t n0, std::size_t n1) { return small_integers(rng, n0, n1, 2); },
    mixed_scales,
    repeated_rows,
    near_parallel_rows,
    zero_biases,
    vertex_cluster};

/// The network with its second weights made negative, all but each with probability
/// `kept_share`: raises the share of networks that are not activated.
Network favour_negative(Generator& rng, Network network, double kept_share);

/// The network with the second bias next below, nearest to, and next above the exact critical one
/// (`oracle::critical_second_bias`), in this order.
/// @throw std::range_error if the critical second bias rounds to an infinity
std::array<Network, 3> critical_bias(const Network& network);

}  // namespace census::random_networks
