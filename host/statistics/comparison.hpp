#pragma once

#include "host/statistics/p_value.hpp"

namespace census {

/// Returns a p-value of the claim that the probability of one sample is equal to, at least, or at
/// most that of another, independent one.
///
/// The claim holds exactly if there is a value v between the two probabilities: P1 = v = P2, P1 >=
/// v >= P2 or P1 <= v <= P2. For each v the two samples have p-values that are independent, and
/// Fisher's method (Statistical Methods for Research Workers, 1932) makes one of their product x:
/// x (1 - log x). The result is the largest over all v. It holds for every kind of sample that has
/// p-values, also for few hits and for samples of open size, at the price of some power: equality
/// at a difference of 3 standard errors gets 0.009 instead of the 0.003 of a normal approximation,
/// at one of 5 it gets 3e-6 instead of 6e-7.
double comparison_p_value(const Sample& first, SampleSize first_size, Claim claim,
                          const Sample& second, SampleSize second_size);

}  // namespace census
