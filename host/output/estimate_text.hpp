#pragma once

#include <string>

#include "host/output/estimate.hpp"

namespace census {

/// Returns "0.07812 +- 0.00027", the estimate and its standard error; without hits or with only
/// hits, what the interval says instead: "< 3.7e-06" or "> 0.9999963"; "5/64 exact" where an
/// average was the same for every network and is that of a theorem, "5/64 so far" where no theorem
/// says so.
/// "-" without networks.
std::string probability_text(const Estimate& estimate);

/// Returns the interval as "[0.07760, 0.07865]".
std::string interval_text(const Estimate& estimate);

/// Returns the answer of one point for people, a line for each thing to know, the command that
/// regenerates it last.
std::string estimate_text(const Estimate& estimate);

}  // namespace census
