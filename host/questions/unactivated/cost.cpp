#include "host/questions/unactivated/cost.hpp"

namespace census::unactivated {

namespace {

/// Returns C(n, k). Each step is exact: the product of k consecutive integers is a multiple of k!.
/// For n <= 64 and k <= 8 nothing comes near 2^64.
std::uint64_t binomial(int n, int k) {
  if (k < 0 || k > n) return 0;
  std::uint64_t value = 1;
  for (int i = 1; i <= k; ++i) {
    value = value * static_cast<std::uint64_t>(n - k + i) / static_cast<std::uint64_t>(i);
  }
  return value;
}

}  // namespace

Cost worst_cost(int n0, int n1) {
  if (n1 < n0) return {};
  return {binomial(n1, n0), 2 * binomial(n1, n0 - 1)};
}

int greatest_affordable_width(int n0, int limit) {
  int width = limit;
  while (worst_cost(n0, width).checks() > largest_number_of_checks) --width;
  return width;
}

}  // namespace census::unactivated
