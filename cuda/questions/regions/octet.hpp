#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/block.hpp"

namespace census::regions {

/// Numbers of the neurons of a block. This one is made of plain numbers, as on the device, where a
/// lane has no vectors; a team whose lanes have some brings a type of the same operations along, as
/// `Team::Octet`. Each operation is that of binary64 on all eight numbers, rounded once.
struct PlainOctet {
  static constexpr int at_once = 1;  ///< blocks, a power of two, of which all sums fit in registers

  double number[block_size];

  CENSUS_HD static PlainOctet fill(double x) {
    PlainOctet result;
    for (double& each : result.number) each = x;
    return result;
  }
  CENSUS_HD static PlainOctet load(const double* from) {
    PlainOctet result;
    std::memcpy(result.number, from, sizeof result.number);
    return result;
  }
  CENSUS_HD static PlainOctet load(const float* from) {
    PlainOctet result;
    for (int q = 0; q < block_size; ++q) result.number[q] = static_cast<double>(from[q]);
    return result;
  }
  CENSUS_HD void store(double* to) const { std::memcpy(to, number, sizeof number); }

  /// Returns a b + c.
  CENSUS_HD static PlainOctet fma(const PlainOctet& a, const PlainOctet& b, const PlainOctet& c) {
    PlainOctet result;
    for (int q = 0; q < block_size; ++q) {
      result.number[q] = std::fma(a.number[q], b.number[q], c.number[q]);
    }
    return result;
  }
  CENSUS_HD static PlainOctet multiply(const PlainOctet& a, const PlainOctet& b) {
    PlainOctet result;
    for (int q = 0; q < block_size; ++q) result.number[q] = a.number[q] * b.number[q];
    return result;
  }
  CENSUS_HD static PlainOctet add(const PlainOctet& a, const PlainOctet& b) {
    PlainOctet result;
    for (int q = 0; q < block_size; ++q) result.number[q] = a.number[q] + b.number[q];
    return result;
  }
  CENSUS_HD static PlainOctet negate(const PlainOctet& a) {
    PlainOctet result;
    for (int q = 0; q < block_size; ++q) result.number[q] = -a.number[q];
    return result;
  }
  CENSUS_HD static PlainOctet fabs(const PlainOctet& a) {
    PlainOctet result;
    for (int q = 0; q < block_size; ++q) result.number[q] = std::fabs(a.number[q]);
    return result;
  }

  /// Returns the set of q with a_q > b_q, as bits.
  CENSUS_HD static std::uint64_t greater(const PlainOctet& a, const PlainOctet& b) {
    std::uint64_t set = 0;
    for (int q = 0; q < block_size; ++q) {
      set |= (a.number[q] > b.number[q] ? std::uint64_t{1} : 0) << q;
    }
    return set;
  }
};

/// The octets of a team's lanes, and how many blocks of neurons a lane takes at a time.
template <class Team>
struct VectorsOf {
  using Octet = PlainOctet;
  static constexpr int blocks = 1;
};
template <class Team>
requires requires { typename Team::Octet; }
struct VectorsOf<Team> {
  using Octet = typename Team::Octet;
  static constexpr int blocks = 8;
};

}  // namespace census::regions
