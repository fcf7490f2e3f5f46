#pragma once

#include <vector>

#include <gmpxx.h>

#include "host/exact/kernel.hpp"

namespace census {

/// An integer of any length.
using ExactInteger = mpz_class;

/// Returns the numbers multiplied by their least common denominator.
std::vector<ExactInteger> over_common_denominator(const RationalVector& numbers);

}  // namespace census
