#pragma once

#include <cstddef>
#include <iterator>
#include <utility>

#include "cuda/questions/unactivated/point.hpp"

namespace census::unactivated {

/// The widths that functors are compiled for: a network uses the least one that holds it.
inline constexpr int compiled_capacities[] = {16, 64};

/// The sizes of one compiled functor, as constants.
template <int input_dimension, int greatest_width>
struct CompiledSize {
  static constexpr int dimension = input_dimension;
  static constexpr int capacity = greatest_width;
};

/// Calls `visitor` with the CompiledSize that fits `point` and returns what it returns.
template <int dimension = 1, std::size_t index = 0, class Visitor>
decltype(auto) with_compiled_size(const Point& point, Visitor&& visitor) {
  if constexpr (dimension < max_input_dimension) {
    if (point.input_dimension > dimension) {
      return with_compiled_size<dimension + 1, index>(point, std::forward<Visitor>(visitor));
    }
  }
  if constexpr (index + 1 < std::size(compiled_capacities)) {
    if (point.width > compiled_capacities[index]) {
      return with_compiled_size<dimension, index + 1>(point, std::forward<Visitor>(visitor));
    }
  }
  return visitor(CompiledSize<dimension, compiled_capacities[index]>{});
}

}  // namespace census::unactivated
