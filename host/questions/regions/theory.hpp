#pragma once

#include "cuda/census/tally.hpp"
#include "cuda/questions/regions/point.hpp"
#include "host/questions/question.hpp"

namespace census::regions {

/// Returns the dimension of the domain, that of input space for `space`.
int dimension_of_domain(const Point& point);

/// The number of regions of one layer on an unbounded domain, the same for almost every network: n
/// hyperplanes in general position, or through the origin where there are no biases (Zaslavsky,
/// Facing up to arrangements, 1975). For one layer on a segment the mean, where
/// expected_breakpoints knows it; on other bounded domains an upper bound: most_expected_regions or
/// most_regions, whichever is less. Nothing for deeper networks on unbounded domains.
/// @param points those that the domain goes through, if it is given by points
Theory regions(const Point& point, const GivenPoints& points);

/// The bounded ones of these, on unbounded domains.
Theory bounded_regions(const Point& point);

/// How many regions of the layers before it a neuron changes its state in, on average over the
/// neurons: once for one layer on an unbounded domain, expected_breakpoints on a segment.
Theory crossings_per_neuron(const Point& point, const GivenPoints& points);

/// Returns a theory about `factor` / `divisor` times the number; rounded once if both are integers,
/// and the number is, as a mean of counts in these units is.
Theory scaled(const Theory& theory, double factor, double divisor);

/// Returns a number that no network of this shape exceeds: each layer cuts every region into at
/// most as many as its hyperplanes, in general position, cut the domain.
Integer most_regions(const Point& point);

/// The same for the crossings of all neurons.
Integer most_crossings(const Point& point);

}  // namespace census::regions
