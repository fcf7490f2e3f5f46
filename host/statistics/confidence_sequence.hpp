#pragma once

#include "host/statistics/interval.hpp"
#include "host/statistics/sample.hpp"

namespace census {

/// Returns the logarithm of the evidence in a sample against P = `value`: of a nonnegative process
/// that, if P is `value`, has expectation at most 1 after every network, so that it exceeds 1/a
/// ever, at any of them, with probability at most a (J. Ville, Etude critique de la notion de
/// collectif, 1939). So it may be looked at after every network, and counting may be stopped for
/// what was seen, or by the clock.
///
/// Hits: the likelihood of the sample, averaged over all probabilities with the weight Beta(1/2,
/// 1/2), by that of `value` (H. Robbins, Annals of Mathematical Statistics 41, 1970); exact for
/// every number of networks. Averages: the normal mixture for a mean of estimated variance (I.
/// Waudby-Smith, D. Arbour, R. Sinha, E. Kennedy, A. Ramdas, Annals of Statistics 52, 2024), which
/// is asymptotic as Student's interval is. Averages of zero variance: that of no hits against the
/// share of networks that must have another count; see `p_value`.
///
/// May be negative; infinite where the sample is impossible; 0 where it says nothing.
double log_evidence(const Sample& sample, double value);

/// Returns the values of P against which the evidence is below 1 / (1 - level). The intervals after
/// every network together contain P with probability `level`: a confidence sequence. Wider than
/// `interval`, which holds for one number of networks that was fixed in advance.
Interval confidence_sequence(const Sample& sample, double level);

/// Returns the interval that holds for a sample of that size: `interval` or `confidence_sequence`.
Interval interval(const Sample& sample, double level, SampleSize size);

}  // namespace census
