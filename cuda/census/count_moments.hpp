#pragma once

#include <cstdint>

#include "cuda/census/tally.hpp"
#include "cuda/census/wide_sum.hpp"
#include "cuda/portability.hpp"

namespace census {

/// The first two moments and the extremes of an integer K counted for each of many networks: how
/// many of the patterns that a network is averaged over are hits. A commutative monoid of integers;
/// K is below 2^62.
struct CountMoments {
  std::uint64_t networks = 0;
  Wide sum = 0;
  WideSum sum_of_squares;
  Wide degenerate = 0;  ///< patterns that are degenerate, over all networks
  std::uint64_t least = ~std::uint64_t{0};
  std::uint64_t least_id = ~std::uint64_t{0};  ///< the first network that attains it
  std::uint64_t greatest = 0;
  std::uint64_t greatest_id = ~std::uint64_t{0};

  /// Counts network `id` with `count` hits.
  CENSUS_HD void add(std::uint64_t id, std::uint64_t count, std::uint64_t degenerate_patterns) {
    ++networks;
    sum += count;
    sum_of_squares.add(static_cast<Wide>(count) * count);
    degenerate += degenerate_patterns;
    take_least(count, id);
    take_greatest(count, id);
  }

  CENSUS_HD void merge(const CountMoments& other) {
    networks += other.networks;
    sum += other.sum;
    sum_of_squares.merge(other.sum_of_squares);
    degenerate += other.degenerate;
    take_least(other.least, other.least_id);
    take_greatest(other.greatest, other.greatest_id);
  }

 private:
  CENSUS_HD void take_least(std::uint64_t count, std::uint64_t id) {
    if (count < least || (count == least && id < least_id)) {
      least = count;
      least_id = id;
    }
  }

  CENSUS_HD void take_greatest(std::uint64_t count, std::uint64_t id) {
    if (count > greatest || (count == greatest && id < greatest_id)) {
      greatest = count;
      greatest_id = id;
    }
  }
};

/// Which arithmetic settled the networks of some moments.
enum class CountStage : std::uint8_t {
  elimination,  ///< fixed point with error bounds
  exact         ///< integers of any length, on the host
};

/// Returns the moments as named integers. The probability is sum / (networks * group_order).
/// Without networks, min is the group order, max 0, and both ids are 2^64 - 1.
inline Tally to_tally(const CountMoments& moments, std::uint64_t group_order, CountStage stage) {
  const auto wide = [](Wide value) { return to_integer(WideSum{value, 0}); };
  const bool none = moments.networks == 0;
  const bool exactly = stage == CountStage::exact;
  return Tally({{"tally", "networks", MergeRule::sum, moments.networks},
                {"tally", "group_order", MergeRule::constant, group_order},
                {"tally", "sum", MergeRule::sum, wide(moments.sum)},
                {"tally", "sum_of_squares", MergeRule::sum, to_integer(moments.sum_of_squares)},
                {"tally", "degenerate", MergeRule::sum, wide(moments.degenerate)},
                {"tally", "min", MergeRule::minimum, none ? group_order : moments.least},
                {"tally", "min_id", MergeRule::witness, moments.least_id},
                {"tally", "max", MergeRule::maximum, moments.greatest},
                {"tally", "max_id", MergeRule::witness, moments.greatest_id},
                {"stages", "elimination", MergeRule::sum, exactly ? 0 : moments.networks},
                {"stages", "exact", MergeRule::sum, exactly ? moments.networks : 0}});
}

}  // namespace census
