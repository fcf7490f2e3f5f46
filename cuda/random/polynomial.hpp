#pragma once

#include <cmath>

#include "cuda/portability.hpp"

namespace census {

/// Returns c0 + c1 x + ... + cn x^n by Horner's rule, n fused multiply-adds. Each step is one
/// correctly rounded operation, so that every compiler and processor returns the same bits.
template <typename... Coefficients>
CENSUS_HD inline float polynomial(float x, float c0, Coefficients... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return c0;
  } else {
    return std::fma(x, polynomial(x, rest...), c0);
  }
}

}  // namespace census
