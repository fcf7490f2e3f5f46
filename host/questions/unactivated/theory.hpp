#pragma once

#include "host/questions/question.hpp"

namespace census::unactivated {

/// Returns what is proved about the probability that a network with n0 inputs and n1 first-layer
/// neurons is stably unactivated, for independent parameters with any symmetric laws:
/// 1 / 2^(n1+1) for n1 <= n0, and (2^n0 + 1) / 4^(n0+1) for n1 = n0 + 1. Nothing is known beyond,
/// where the probability depends on the laws. The fraction is in lowest terms.
///
/// Source: Brownlowe et al., Stably unactivated neurons in ReLU neural networks, arXiv 2412.06829.
Theory theory(int n0, int n1);

}  // namespace census::unactivated
