#pragma once

#include "cuda/census/tally.hpp"
#include "cuda/questions/regions/point.hpp"
#include "host/questions/question.hpp"

namespace census::regions {

/// Returns the dimension of the domain, that of input space for `space`.
int dimension_of_domain(const Point& point);

/// The number of regions of one layer on an unbounded domain, the same for almost every network: n
/// hyperplanes in general position, or through the origin where there are no biases (Zaslavsky,
/// Facing up to arrangements, 1975). Nothing for deeper networks and bounded domains.
Theory regions(const Point& point);

/// Of these, the bounded ones.
Theory bounded_regions(const Point& point);

/// Returns a number that no network of this shape exceeds: each layer cuts every region into at
/// most as many as its hyperplanes, in general position, cut the domain.
Integer most_regions(const Point& point);

}  // namespace census::regions
