#pragma once

#include <algorithm>
#include <vector>

#include "host/statistics/averaged_counts.hpp"

namespace census::testing {

/// Returns what is counted of networks with these K among `order` patterns each.
inline AveragedCounts averaged_counts(const std::vector<int>& values, int order) {
  AveragedCounts counts;
  counts.group_order = order;
  counts.least = *std::min_element(values.begin(), values.end());
  counts.greatest = *std::max_element(values.begin(), values.end());
  for (const int k : values) {
    ++counts.networks;
    counts.sum += k;
    counts.sum_of_squares += k * k;
  }
  return counts;
}

/// Returns the same for `networks` networks that all have the same K.
inline AveragedCounts constant_counts(int networks, int k, int order) {
  return averaged_counts(std::vector<int>(static_cast<std::size_t>(networks), k), order);
}

}  // namespace census::testing
