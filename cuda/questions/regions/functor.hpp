#pragma once

#include "cuda/questions/regions/count_regions.hpp"
#include "cuda/questions/regions/count_space.hpp"
#include "cuda/questions/regions/point.hpp"

namespace census::regions {

/// Calls `visitor` with the functor of `point`, a CountingFunctor, and returns what it returns.
/// `points` are those the domain goes through, if it is given by points.
template <class Generator, class Visitor>
decltype(auto) with_functor(const Point& point, const GivenPoints& points, Visitor&& visitor) {
  if (point.domain.extent == Extent::space) return with_space_functor<Generator>(point, visitor);
  return with_subdivision_functor<Generator>(point, points, visitor);
}

template <class Generator, class Visitor>
decltype(auto) with_functor(const Point& point, Visitor&& visitor) {
  return with_functor<Generator>(point, GivenPoints{}, visitor);
}

}  // namespace census::regions
