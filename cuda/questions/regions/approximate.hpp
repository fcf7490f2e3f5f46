#pragma once

#include <cmath>

#include "cuda/arrangement/number.hpp"
#include "cuda/portability.hpp"

namespace census::regions {

/// A number that is known up to an error.
struct Approximate {
  double value = 0.0;
  double error = 0.0;
};

/// Returns the sign of a number; uncertain where 0 is within its error.
CENSUS_HD inline Sign sign(const Approximate& x) {
  if (x.value > x.error) return Sign::positive;
  if (x.value < -x.error) return Sign::negative;
  return Sign::uncertain;
}

}  // namespace census::regions
