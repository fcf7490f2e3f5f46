#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "cuda/census/backend.hpp"
#include "cuda/census/id_range.hpp"
#include "host/questions/question.hpp"

namespace census {

/// Whether a run has a share of its networks decided again by exact arithmetic.
enum class Audit { on, off };

/// Returns the ids of `range` that are audited, in increasing order: one in each 2^20 consecutive
/// ids and, so that short runs are audited too, id 0 and one in each [2^j, 2^(j+1)), j < 20. Which
/// one is a hash of the block and of `salt`, so that the choice depends on neither backend nor
/// split.
std::vector<std::uint64_t> audited_ids(IdRange range, std::uint64_t salt);

/// Thrown when a backend and exact arithmetic disagree about a network: a defect of the program or
/// of the machine. `what()` names the network and how to look at it.
class AuditFailure : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Has the audited ids of `range` decided once more by `census` and by exact arithmetic, but for
/// those that are too dear, and returns how many they are.
/// @throw AuditFailure when the two differ.
std::uint64_t audit(Census& census, const QuestionPoint& point, const Estimator& estimator,
                    std::uint64_t seed, IdRange range);

}  // namespace census
