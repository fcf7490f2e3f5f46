#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "cuda/portability.hpp"
#include "cuda/questions/regions/block.hpp"

namespace census::regions {

/// Numbers of neurons that follow each other. These are plain ones, as on the device, where a lane
/// has no vectors; a team whose lanes have some brings types of the same operations along, as
/// `Team::Octet` and `Team::Singles`. Each operation is that of binary64, or binary32, on all of
/// the numbers, rounded once.
template <class NumberType>
struct PlainNumbers {
  using Number = NumberType;
  static constexpr int count = block_size;
  static constexpr int at_once = 1;  ///< a power of two: of how many all sums fit in registers

  Number number[count];

  CENSUS_HD static PlainNumbers fill(Number x) {
    PlainNumbers result;
    for (Number& each : result.number) each = x;
    return result;
  }
  template <class From>
  CENSUS_HD static PlainNumbers load(const From* from) {
    PlainNumbers result;
    for (int q = 0; q < count; ++q) result.number[q] = static_cast<Number>(from[q]);
    return result;
  }
  template <class To>
  CENSUS_HD void store(To* to) const {
    for (int q = 0; q < count; ++q) to[q] = static_cast<To>(number[q]);
  }

  /// Returns a b + c.
  CENSUS_HD static PlainNumbers fma(const PlainNumbers& a, const PlainNumbers& b,
                                    const PlainNumbers& c) {
    PlainNumbers result;
    for (int q = 0; q < count; ++q) {
      result.number[q] = std::fma(a.number[q], b.number[q], c.number[q]);
    }
    return result;
  }
  CENSUS_HD static PlainNumbers multiply(const PlainNumbers& a, const PlainNumbers& b) {
    PlainNumbers result;
    for (int q = 0; q < count; ++q) result.number[q] = a.number[q] * b.number[q];
    return result;
  }
  CENSUS_HD static PlainNumbers add(const PlainNumbers& a, const PlainNumbers& b) {
    PlainNumbers result;
    for (int q = 0; q < count; ++q) result.number[q] = a.number[q] + b.number[q];
    return result;
  }
  CENSUS_HD static PlainNumbers negate(const PlainNumbers& a) {
    PlainNumbers result;
    for (int q = 0; q < count; ++q) result.number[q] = -a.number[q];
    return result;
  }
  CENSUS_HD static PlainNumbers fabs(const PlainNumbers& a) {
    PlainNumbers result;
    for (int q = 0; q < count; ++q) result.number[q] = std::fabs(a.number[q]);
    return result;
  }

  /// Returns the set of q with a_q > b_q, as bits.
  CENSUS_HD static std::uint64_t greater(const PlainNumbers& a, const PlainNumbers& b) {
    std::uint64_t set = 0;
    for (int q = 0; q < count; ++q) {
      set |= (a.number[q] > b.number[q] ? std::uint64_t{1} : 0) << q;
    }
    return set;
  }
};

/// The numbers of a block in binary64 and in binary32.
using PlainOctet = PlainNumbers<double>;
using PlainSingles = PlainNumbers<float>;

/// The numbers of a team's lanes, and how many blocks of neurons a lane takes at a time.
template <class Team>
struct VectorsOf {
  using Octet = PlainOctet;
  using Singles = PlainSingles;
  static constexpr int blocks = 1;
};
template <class Team>
requires requires { typename Team::Octet; }
struct VectorsOf<Team> {
  using Octet = typename Team::Octet;
  using Singles = typename Team::Singles;
  static constexpr int blocks = 8;
};

}  // namespace census::regions
