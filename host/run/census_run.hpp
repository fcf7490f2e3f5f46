#pragma once

#include <cstdint>

#include "cuda/census/backend.hpp"
#include "cuda/census/id_range.hpp"
#include "cuda/census/tally.hpp"
#include "host/questions/question.hpp"
#include "host/run/audit.hpp"
#include "host/run/interruption.hpp"
#include "host/run/progress.hpp"

namespace census {

/// What a run counted: the networks first, ..., first + networks - 1 of its range, all of them
/// decided, and how long that took.
struct RunResult {
  Tally tally;
  std::uint64_t networks = 0;  ///< fewer than asked for when the run was interrupted
  std::uint64_t audited = 0;   ///< how many of them were decided again, and confirmed
  double seconds = 0.0;        ///< wall time of drawing, deciding and auditing
};

/// Counts every id of `chunk` and has `estimator`, of `point`, decide exactly what the backend left
/// undecided.
/// @throw AuditFailure when exact arithmetic contradicts the backend, and whatever `census` and
/// `estimator` throw.
RunResult count_chunk(Census& census, const QuestionPoint& point, const Estimator& estimator,
                      std::uint64_t seed, IdRange chunk, Audit auditing);

/// Counts `range` chunk by chunk. The tally is a function of (point, estimator, seed, networks
/// counted) alone; how the range was cut into chunks does not show in it. After an interruption the
/// current chunk is finished, and the result covers the ids up to there.
/// @throw as `count_chunk` does.
RunResult run_census(Census& census, const QuestionPoint& point, const Estimator& estimator,
                     std::uint64_t seed, IdRange range, ProgressSink& progress,
                     const Interruption& interruption, Audit auditing);

}  // namespace census
