#pragma once

#include "cuda/questions/regions/count_regions.hpp"
#include "cuda/questions/regions/count_space.hpp"
#include "cuda/questions/regions/point.hpp"

namespace census::regions {

/// Calls `visitor` with the functor of `point`, a CountingFunctor, and returns what it returns.
template <class Generator, class Visitor>
decltype(auto) with_functor(const Point& point, Visitor&& visitor) {
  if (point.domain.extent == Extent::space) return with_space_functor<Generator>(point, visitor);
  return with_subdivision_functor<Generator>(point, visitor);
}

}  // namespace census::regions
