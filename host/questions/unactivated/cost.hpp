#pragma once

#include <cstdint>

namespace census::unactivated {

/// A point is refused when one of its networks can need more checks than this: a few of them would
/// hold up a whole batch.
inline constexpr std::uint64_t largest_number_of_checks = 10'000'000;

/// How much one network can cost: the checks when every row has a negative weight, so that
/// every vertex and every ray of the arrangement is a candidate for the maximum of f.
struct Cost {
  std::uint64_t vertices = 0;  ///< C(n1, n0), solutions of n0 of the n1 rows
  std::uint64_t rays = 0;      ///< 2 C(n1, n0 - 1), both directions along n0 - 1 rows

  std::uint64_t checks() const { return vertices + rays; }
};

/// Returns the worst cost of a network with n0 inputs and n1 first-layer neurons. For n1 < n0 the
/// signs of the second layer decide and nothing is enumerated: the cost is 0.
Cost worst_cost(int n0, int n1);

/// Returns the greatest n1 up to `limit` for which n0 inputs stay within the number of checks.
int greatest_affordable_width(int n0, int limit);

}  // namespace census::unactivated
