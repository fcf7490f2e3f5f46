#pragma once

#include "cuda/random/law.hpp"

namespace census::testing {

inline constexpr Distribution every_distribution[] = {Distribution::normal, Distribution::uniform,
                                                      Distribution::laplace, Distribution::cauchy,
                                                      Distribution::smoothed_rademacher};

/// Returns the cumulative distribution function of the standard law at x, from the library's
/// special functions.
double cumulative(Distribution distribution, double x);

}  // namespace census::testing
