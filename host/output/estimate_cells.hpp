#pragma once

#include <string>

#include "cuda/census/tally.hpp"
#include "host/questions/question.hpp"

namespace census {

/// Cells that tables of estimates share.

/// Returns how many networks, or sign patterns, were degenerate; "-" when the tally does not say.
std::string degenerate_cell(const Tally& tally);

/// Returns "5/64 = 0.078125", ">= 0.1, <= 0.2" where theorems give bounds
/// alone, "-" without any.
std::string theory_cell(const Theory& theory);

}  // namespace census
