#pragma once

#include <string>

namespace census {

/// Sentences that every report has, so that whoever has never seen one can read it.

/// What P, error and interval are.
inline const std::string how_to_read_results =
    "Each row is a point: one choice of the parameters, and what the networks counted there say. "
    "The error is one standard error, the interval contains the true value with the confidence "
    "named, and z is the distance from the theorem, where there is one, in standard errors.";

/// What regenerates a number.
inline const std::string how_to_read_origins =
    "Seed, point and id determine a network. So the command beside a number counts the same "
    "networks again, on any machine, and prints the same number.";

/// What the files beside the report are.
inline const std::string how_to_read_dictionary =
    "The tables above round for reading; results.csv has every number in full precision, and "
    "results.json the same for programs.";

}  // namespace census
