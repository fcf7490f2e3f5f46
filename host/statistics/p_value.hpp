#pragma once

#include <vector>

#include "host/statistics/sample.hpp"

namespace census {

/// What a hypothesis says about a probability P and a value v.
enum class Claim {
  equal,     ///< P = v
  at_least,  ///< P >= v
  at_most    ///< P <= v
};

/// Returns an upper bound of the probability, if the claim holds, of a sample that contradicts it
/// as much as this one: the smaller, the stronger the evidence against the claim. 1 where the
/// sample is on the claimed side or says nothing.
///
/// Of a sample of fixed size. Hits: the binomial tail at P = v, exactly (above 1e8 networks with
/// 1e6 hits and misses by the normal law); twice the smaller tail for `equal` (as Clopper and
/// Pearson's interval). Averages: the tail of Student's t distribution. Averages of zero variance,
/// with the common share m: for P = v at least a fraction q of all networks has another share, q =
/// (v - m) / (1 - m) for v > m and (m - v) / m for v < m, since shares lie in [0, 1]; that n
/// networks hide them has probability at most (1 - q)^n.
///
/// Of a sample of open size: one by the evidence that may be looked at after every network; see
/// `log_evidence`.
double p_value(const Sample& sample, Claim claim, double value,
               SampleSize size = SampleSize::fixed);

/// Returns the p-values adjusted for their number by Holm's method (S. Holm, Scandinavian Journal
/// of Statistics 6, 1979): rejecting those that are at most a keeps the probability of any false
/// rejection among all of them at most a, however they depend on each other.
std::vector<double> holm_adjusted(const std::vector<double>& p_values);

}  // namespace census
